package org.relabel4j.benchmarks.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.commons.math3.util.FastMath;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;

/**
 * {@code environment.json}: program, Java, machine and seeds of a run. Each time the run is resumed, the machine of that
 * session is added to the list {@code resumed}, since it may be another one.
 */
final class Environment {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String VERSION_RESOURCE = "/org/relabel4j/cli/version.properties";
    private static final String UNKNOWN = "unknown";

    /** Where the plug-ins stand. */
    static final String PLUGINS = "plugins_sha256";

    private static final long BYTES_PER_MIB = 1 << 20;

    private Environment() {}

    /**
     * Writes the file.
     *
     * @param file environment.json of a run folder
     * @param facts what else it says, such as seeds
     * @param jobs cells that run at a time
     * @param backend what computes, see {@link Components#environment}
     * @throws InputException if it cannot be written
     */
    static void write(Path file, Map<String, Object> facts, int jobs, Map<String, String> backend)
            throws InputException {
        Map<String, Object> content = session(jobs, backend);
        content.putAll(facts);
        writeJson(file, content);
    }

    /**
     * Adds this session to the file.
     *
     * @throws InputException if it cannot be read or written
     */
    static void addSession(Path file, int jobs, Map<String, String> backend) throws InputException {
        Map<String, Object> content = read(file);
        List<Object> resumed = new ArrayList<>();
        if (content.get("resumed") instanceof List<?> earlier) {
            resumed.addAll(earlier);
        }
        resumed.add(session(jobs, backend));
        content.put("resumed", resumed);
        writeJson(file, content);
    }

    private static void writeJson(Path file, Map<String, Object> content) throws InputException {
        try {
            RunFolder.write(file, JSON.writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists of them can always be written", e);
        }
    }

    /**
     * Reads the file.
     *
     * @return an empty map if there is none
     * @throws InputException if it is no JSON object
     */
    static Map<String, Object> read(Path file) throws InputException {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        try {
            Map<String, Object> content =
                    JSON.readValue(Files.readAllBytes(file), new TypeReference<LinkedHashMap<String, Object>>() {});
            if (content != null) {
                return content;
            }
        } catch (JsonProcessingException e) {
            throw notJson(file);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        throw notJson(file);
    }

    private static InputException notJson(Path file) {
        return InputException.inFile(
                file, "is no JSON object, or damaged", "what the program wrote", "restore it, or start another run");
    }

    private static Map<String, Object> session(int jobs, Map<String, String> backend) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Properties version = version();
        session.put("relabel4j", version.getProperty("version", UNKNOWN));
        session.put("commit", version.getProperty("commit", UNKNOWN));
        session.put("java", System.getProperty("java.runtime.version"));
        session.put("jvm", System.getProperty("java.vm.name") + ", " + System.getProperty("java.vendor"));
        session.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        session.put("architecture", System.getProperty("os.arch"));
        session.put("cpu", cpu());
        session.put("cores", Runtime.getRuntime().availableProcessors());
        session.put("max_heap_mib", Runtime.getRuntime().maxMemory() / BYTES_PER_MIB);
        session.put("jobs", jobs);
        session.put("commons_math", implementationVersion(FastMath.class));
        session.put("jackson", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
        session.put("backend", backend);
        if (!Plugins.jars().isEmpty()) {
            session.put(PLUGINS, plugins());
        }
        return session;
    }

    /** SHA-256 of each jar, by its name. */
    static Map<String, String> plugins() {
        Map<String, String> plugins = new LinkedHashMap<>();
        for (Path jar : Plugins.jars()) {
            try {
                plugins.put(jar.getFileName().toString(), Sha256.of(jar));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return plugins;
    }

    /** Version and commit, as the build of the program wrote them; empty if it runs from an IDE. */
    private static Properties version() {
        Properties properties = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream(VERSION_RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program's version.properties cannot be read", e);
        }
        return properties;
    }

    private static String implementationVersion(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
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
