package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.core.plugin.Plugins;

/** Where results go if nobody says where: {@code runs/NAME-yyyyMMdd-HHmmss}. */
final class RunPaths {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final String TIME_PATTERN = "-\\d{8}-\\d{6}";

    private final Path runs;

    private RunPaths(Path runs) {
        this.runs = runs;
    }

    /** The runs of the current folder. */
    static RunPaths here() {
        return in(Path.of("runs"));
    }

    /** The runs in a folder, which need not exist. */
    static RunPaths in(Path runs) {
        return new RunPaths(runs);
    }

    /**
     * The folder of a call.
     *
     * @param out the folder named, or null
     * @param resume whether to go on with one
     */
    Path chosen(Path out, boolean resume, String name) throws IOException {
        return out != null ? out : resume ? newest(name) : fresh(name);
    }

    /** The call that goes on with a run. */
    static String resumption(String command, String experiment, List<String> settings, Path folder) {
        List<String> words = new ArrayList<>(List.of(command, experiment));
        words.addAll(settings);
        words.addAll(List.of("--out", folder.toString(), "--resume"));
        return call(words);
    }

    /** A call of the program as a shell takes it. */
    static String call(List<String> words) {
        Stream<String> plugins = Plugins.named().stream().flatMap(jar -> Stream.of(RootCommand.PLUGIN, jar.toString()));
        return "relabel4j "
                + Stream.concat(words.stream(), plugins).map(RunPaths::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.,:=/@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A folder for results that start now. */
    Path fresh(String name) {
        return runs.resolve(name + "-" + LocalDateTime.now().format(TIME));
    }

    /**
     * The newest folder of that name: the time is in the name, so the last in order.
     *
     * @throws IllegalArgumentException if there is none
     */
    Path newest(String name) throws IOException {
        Pattern wanted = Pattern.compile(Pattern.quote(name) + TIME_PATTERN);
        if (Files.isDirectory(runs)) {
            try (Stream<Path> folders = Files.list(runs)) {
                var newest = folders.filter(path ->
                                wanted.matcher(path.getFileName().toString()).matches())
                        .max(Comparator.comparing(path -> path.getFileName().toString()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IllegalArgumentException("nothing to resume: there is no " + runs.resolve(name + "-*")
                + "; name the run folder with --out, or start a run without --resume");
    }
}
