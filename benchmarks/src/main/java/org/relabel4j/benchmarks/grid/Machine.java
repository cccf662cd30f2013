package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of a machine results may depend on, and times do. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String UNKNOWN = "unknown";
    private static final long BYTES_PER_MIB = 1 << 20;

    private Machine() {}

    /** Java, system, processor, cores and the largest heap (MiB) of this process, as {@code environment.json} names them. */
    public static Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("java", System.getProperty("java.runtime.version"));
        facts.put("jvm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("architecture", System.getProperty("os.arch"));
        facts.put("cpu", cpu());
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("max_heap_mib", Runtime.getRuntime().maxMemory() / BYTES_PER_MIB);
        return facts;
    }

    /** Floating-point results may depend on the processor's instruction set, so it belongs to a result. */
    private static String cpu() {
        try {
            if (Files.isReadable(CPU_INFO)) {
                return Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(UNKNOWN);
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", UNKNOWN);
    }
}
