package org.relabel4j.models.backend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The driver of NVIDIA's graphics cards, which every engine on them goes through. */
public final class NvidiaDriver {
    /** Where the driver says its version and cards on Linux. */
    private static final Path FOLDER = Path.of("/proc/driver/nvidia");

    private static final Pattern VERSION = Pattern.compile("Kernel Module\\D.*?\\s(\\d+\\.\\d+(?:\\.\\d+)?)\\s");

    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(\\S.*?)\\s*$");

    private NvidiaDriver() {}

    /** Its version, such as {@code 570.86.15}; {@code none} if there is none, or it does not say on this system. */
    public static String version() {
        return version(FOLDER);
    }

    /** The names of the cards, such as {@code NVIDIA H200}; none if there is no driver, or it does not say on this system. */
    public static List<String> cards() {
        return cards(FOLDER);
    }

    static String version(Path folder) {
        Path file = folder.resolve("version");
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

    static List<String> cards(Path folder) {
        Path gpus = folder.resolve("gpus");
        if (!Files.isDirectory(gpus)) {
            return List.of();
        }
        List<String> cards = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(gpus)) {
            for (Path card : each) {
                Matcher found = MODEL.matcher(Files.readString(card.resolve("information")));
                cards.add(found.find() ? found.group(1) : "unknown");
            }
        } catch (IOException e) {
            cards.add("unknown");
        }
        return cards;
    }
}
