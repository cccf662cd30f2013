package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.experiment.Key;
import org.relabel4j.datasets.format.InputException;

/** Whether a run may start in a folder, or go on there. */
public final class FolderUse {
    private static final String CONFIG = "config.yaml";

    /** Keys that may differ when a run goes on: they do not change its results. */
    private static final Set<String> FREE_KEYS = Set.of(Key.DESCRIPTION.yaml(), Key.DATA_DIR.yaml());

    private FolderUse() {}

    /**
     * Checks a run folder, which need not exist.
     *
     * @param folder the run folder
     * @param resume whether to go on with a run that is there
     * @param own names of the folders that a run makes first, which a start that was killed may have left
     * @param before reads the configuration of the run that is there, as keys with values
     * @param now the configuration wanted
     * @throws IllegalArgumentException if there is something and resume is false, or it is no run, or one with another
     *     configuration; the message names the first key that differs
     */
    public static void check(
            Path folder,
            boolean resume,
            Set<String> own,
            Supplier<Map<String, Object>> before,
            Map<String, Object> now) {
        if (!Files.exists(folder)) {
            return;
        }
        boolean isRun = Files.exists(folder.resolve(CONFIG));
        if (isRun && !resume) {
            throw new IllegalArgumentException(
                    "run folder " + folder + " exists; go on with it by --resume, or choose another one by --out");
        }
        if (!isRun && !holdsNothingBut(own, folder)) {
            throw new IllegalArgumentException(
                    folder + " exists and is no run folder (it has no config.yaml); choose another one by --out");
        }
        if (isRun) {
            firstDifference(before.get(), now).ifPresent(difference -> {
                throw new IllegalArgumentException("cannot resume " + folder + ": " + difference
                        + "; give the same settings, or choose another folder by --out");
            });
        }
    }

    /** Whether it is a folder that is empty but for what a start that was killed leaves. */
    private static boolean holdsNothingBut(Set<String> own, Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .allMatch(name -> own.contains(name) || name.endsWith(".tmp"));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    InputException.unreadable(folder, e).getMessage(), e);
        }
    }

    private static Optional<String> firstDifference(Map<String, Object> old, Map<String, Object> wanted) {
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(wanted.keySet());
        keys.removeAll(FREE_KEYS);
        return keys.stream()
                .filter(key -> !String.valueOf(old.get(key)).equals(String.valueOf(wanted.get(key))))
                .map(key -> key + " was " + shown(old.get(key)) + " and is now " + shown(wanted.get(key)))
                .findFirst();
    }

    private static String shown(Object value) {
        return value == null ? "not set" : value.toString();
    }
}
