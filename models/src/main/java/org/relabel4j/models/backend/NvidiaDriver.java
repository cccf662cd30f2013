package org.relabel4j.models.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The driver of NVIDIA's graphics cards, which every engine on them goes through. */
public final class NvidiaDriver {
    /** Where the driver says its version on Linux. */
    private static final Path FILE = Path.of("/proc/driver/nvidia/version");

    private static final Pattern VERSION = Pattern.compile("Kernel Module\\D.*?\\s(\\d+\\.\\d+(?:\\.\\d+)?)\\s");

    private NvidiaDriver() {}

    /** Its version, such as {@code 570.86.15}; {@code none} if there is none, or it does not say on this system. */
    public static String version() {
        return version(FILE);
    }

    static String version(Path file) {
        if (!Files.isReadable(file)) {
            return "none";
        }
        try {
            Matcher found = VERSION.matcher(Files.readString(file));
            return found.find() ? found.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
