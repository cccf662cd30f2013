package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.OwnParts.OwnPart;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;

/**
 * The use of a run folder by one process: nothing in the folder is looked at before its lock is taken, and what is there goes on
 * only as the same run: of the same settings, the same data and the same format of its files.
 */
final class FolderUse implements AutoCloseable {
    private static final String CONFIG = "config.yaml";
    private static final String ENVIRONMENT = "environment.json";
    private static final String DATA = "data_sha256";
    private static final String NETWORKS = "networks_sha256";

    /** To ask for them now, the last round would have to be made again, from predictions that nobody has kept. */
    private static final String NO_MORE_ROUNDS =
            " (the last round asks for no labels, so that none can follow it; a new run's rounds begin as these)";

    private final Path folder;
    private final List<Path> made;
    private final OutputLock lock;
    private boolean begun;

    private FolderUse(Path folder, List<Path> made, OutputLock lock) {
        this.folder = folder;
        this.made = made;
        this.lock = lock;
    }

    /**
     * Takes a run folder's lock, and the folder if it may be used; it is made if it is missing, and removed by {@link #close} if
     * the run does not begin.
     *
     * @param folder the run folder
     * @param resume whether to go on with a run that is there
     * @throws IllegalArgumentException if another process uses it, or there is something and resume is false, or it is no run
     * @throws InputException if it cannot be made or written to
     */
    static FolderUse start(Path folder, boolean resume) throws InputException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw noRun(folder);
        }
        try {
            List<Path> made = missing(folder);
            Files.createDirectories(folder);
            OutputLock lock = OutputLock.tryAcquire(new RunFolder(folder).lock())
                    .orElseThrow(() -> new IllegalArgumentException("run folder " + folder
                            + " is in use by another process; wait for it, or choose another one by --out"));
            FolderUse use = new FolderUse(folder, made, lock);
            try {
                use.check(resume);
                return use;
            } catch (IllegalArgumentException | IOException e) {
                use.close();
                throw e;
            }
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }

    /** The folder and those around it that are not there, the innermost first. */
    private static List<Path> missing(Path folder) {
        List<Path> missing = new ArrayList<>();
        for (Path path = folder.toAbsolutePath(); path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static IllegalArgumentException noRun(Path folder) {
        return new IllegalArgumentException(
                folder + " exists and is no run folder (it has no config.yaml); choose another one by --out");
    }

    private void check(boolean resume) throws IOException {
        if (isRun() && !resume) {
            throw new IllegalArgumentException(
                    "run folder " + folder + " exists; go on with it by --resume, or choose another one by --out");
        }
        if (!isRun() && !holdsNothing()) {
            throw noRun(folder);
        }
    }

    private boolean isRun() {
        return Files.exists(folder.resolve(CONFIG));
    }

    /** Whether it is empty but for what a start that was killed leaves. */
    private boolean holdsNothing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .allMatch(name -> RunFolder.FOLDERS.contains(name)
                            || name.endsWith(".tmp")
                            || Set.of(".lock", ENVIRONMENT).contains(name));
        }
    }

    /**
     * Checks that a run that is there has the same settings.
     *
     * @param before reads its configuration, as keys with values
     * @param now the configuration wanted
     * @throws IllegalArgumentException if not: the message names the first key that differs; or it is of another version
     * @throws InputException if its environment.json cannot be read
     */
    void checkSettings(Supplier<Map<String, Object>> before, Map<String, Object> now) throws InputException {
        if (!isRun()) {
            return;
        }
        Object format = Environment.read(folder.resolve(ENVIRONMENT)).get("run_format");
        if (!Integer.valueOf(RunIdentity.FORMAT).equals(format)) {
            throw cannotResume("it is of another version of the program (run format " + shown(format) + ", here "
                    + RunIdentity.FORMAT + "); end it with that version, or start anew in another folder by --out");
        }
        firstDifference(before.get(), now).ifPresent(difference -> {
            throw cannotResume(difference + "; give the same settings, or choose another folder by --out");
        });
    }

    private IllegalArgumentException cannotResume(String why) {
        return new IllegalArgumentException("cannot resume " + folder + ": " + why);
    }

    /**
     * Identifies the run, for the files of its state.
     *
     * @param settings the configuration, as keys with values
     * @param data what it is run on
     * @param ownParts what the program gave
     * @throws IllegalArgumentException if a run that is there had other data, other weights in the files that the settings name, or other
     *     code of plug-ins or of the program's parts
     * @throws InputException if its environment.json cannot be read
     */
    RunIdentity identify(Map<String, Object> settings, List<Dataset> data, List<OwnPart> ownParts)
            throws InputException {
        RunIdentity identity = RunIdentity.of(settings, data);
        Map<String, Object> before = Environment.read(folder.resolve(ENVIRONMENT));
        if (isRun() && !identity.data().equals(before.get(DATA))) {
            String changed = before.get(NETWORKS) instanceof Map<?, ?> networks
                    ? identity.changed(networks).map(file -> file + " has").orElse("the data have")
                    : "the data, or the weights of a model, have";
            throw cannotResume(
                    changed + " changed since it was started; restore them, or choose another folder by --out");
        }
        if (isRun()) {
            checkCode(before, ownParts);
        }
        return identity;
    }

    private void checkCode(Map<String, Object> before, List<OwnPart> ownParts) {
        if (before.get(Environment.PLUGINS) instanceof Map<?, ?> plugins) {
            Set<String> origins = Plugins.origins();
            Environment.plugins().forEach((jar, sha256) -> {
                if (origins.contains(jar) && plugins.containsKey(jar) && !sha256.equals(plugins.get(jar))) {
                    throw cannotResume("the plug-in " + jar
                            + " has changed since it was started; restore it, or choose another folder by --out");
                }
            });
        }
        if (before.get(Environment.OWN_PARTS) instanceof Map<?, ?> parts) {
            Environment.ownParts(ownParts).forEach((part, now) -> {
                if (parts.get(part) instanceof Map<?, ?> then
                        && then.get(Environment.SHA256) != null
                        && !then.get(Environment.SHA256).equals(now.get(Environment.SHA256))) {
                    String was = shown(then.get(Environment.CODE));
                    String is = shown(now.get(Environment.CODE));
                    throw cannotResume("the code of " + part
                            + (is.equals(was)
                                    ? " (" + is + ") has changed since it was started; restore it"
                                    : " is from another place (" + is + ", was " + was
                                            + ") and may have changed; give it from there")
                            + ", or choose another folder");
                }
            });
        }
    }

    /**
     * Begins or goes on: records environment and configuration, in this order, so that what has a configuration says which data
     * and format it has.
     *
     * @param config the configuration's text
     * @param facts what environment.json says beyond program, machine and identity
     * @param session what else it says of this session
     * @throws InputException if a file cannot be written
     */
    void begin(RunIdentity identity, String config, Map<String, Object> facts, Environment.Session session)
            throws InputException {
        begun = true;
        Path environment = folder.resolve(ENVIRONMENT);
        if (isRun()) {
            Environment.addSession(environment, config.lines().count(), session);
        } else {
            Map<String, Object> all = new TreeMap<>(Map.of("run_format", RunIdentity.FORMAT, DATA, identity.data()));
            all.put(NETWORKS, identity.networks());
            all.put(Environment.CONFIG_LINES, config.lines().count());
            all.putAll(facts);
            Environment.write(environment, all, session);
        }
        RunFolder.write(folder.resolve(CONFIG), config);
    }

    /** Gives the lock back; a folder in which nothing has begun, and that was not there before, is removed. */
    @Override
    public void close() {
        lock.close();
        if (!begun) {
            try {
                for (Path path : made) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                return; // Somebody else has put something there.
            }
        }
    }

    private static Optional<String> firstDifference(Map<String, Object> old, Map<String, Object> wanted) {
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(wanted.keySet());
        keys.removeAll(RunIdentity.FREE_KEYS);
        return keys.stream()
                .filter(key -> !String.valueOf(old.get(key)).equals(String.valueOf(wanted.get(key))))
                .map(key -> key + " was " + shown(old.get(key)) + " and is now " + shown(wanted.get(key))
                        + (key.equals(ExperimentKeys.ROUNDS.name()) ? NO_MORE_ROUNDS : ""))
                .findFirst();
    }

    private static String shown(Object value) {
        return value == null ? "not set" : value.toString();
    }
}
