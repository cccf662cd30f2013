package org.relabel4j.benchmarks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.SmallCifar;
import org.relabel4j.benchmarks.cleaning.CleaningExperiment;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.labelling.JobInputs;
import org.relabel4j.jobs.labelling.ScoringJob;
import org.relabel4j.jobs.network.NetworkInputs;
import org.relabel4j.jobs.network.PretrainingJob;

/**
 * The process of {@link FaultsTest}: a small piece of work, again and again, in which the first change of the disk goes wrong, then
 * the second, and so on until none is left; each time it is done again without faults and must end with the same bytes. Says how
 * many changes there were; what is wrong ends it with a stack trace.
 */
final class FaultyRuns {
    /** What time and machine decide. */
    private static final Set<String> UNLIKE = Set.of("timings.csv", "environment.json");

    private FaultyRuns() {}

    @FunctionalInterface
    private interface Work {
        void in(Path folder) throws Exception;
    }

    /**
     * @param prepare makes what is there before
     * @param work what is done
     * @param states files of which each line is one of the undisturbed work's, or of those before, at any time
     */
    private record Case(Work prepare, Work work, List<String> states) {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Case one = one(args[0], args.length > 2 ? Path.of(args[2]) : folder);
        Path whole = prepared(one, folder.resolve("whole"));
        one.work().in(whole);
        Map<String, String> expected = contents(whole);
        int changes = 0;
        for (boolean stop : new boolean[] {false, true}) {
            changes = 1;
            while (strikes(one, prepared(one, folder.resolve(stop + "-" + changes)), changes, stop, expected)) {
                changes++;
            }
        }
        System.out.println(changes - 1 + " changes");
        System.exit(0);
    }

    private static Path prepared(Case one, Path folder) throws Exception {
        Files.createDirectory(folder);
        one.prepare().in(folder);
        return folder;
    }

    private static boolean strikes(Case one, Path folder, int change, boolean stop, Map<String, String> expected)
            throws Exception {
        Map<String, String> before = contents(folder);
        Faults.arm(change, stop);
        Optional<Throwable> thrown = attempt(one, folder);
        boolean struck = Faults.disarm();
        String where = (stop ? "stopped" : "failed") + " at change " + change;
        if (thrown.isPresent()
                && !(thrown.get() instanceof InputException
                        || thrown.get() instanceof IOException
                        || thrown.get() instanceof UncheckedIOException
                        || stop && thrown.get() instanceof Faults.Stopped)) {
            throw new AssertionError(where, thrown.get());
        }
        checkStates(one, folder, before, expected, where);
        if (struck) {
            one.work().in(folder);
        }
        if (!contents(folder).equals(expected)) {
            throw new AssertionError(
                    where + ": " + contents(folder).keySet() + " differ from " + expected.keySet(),
                    thrown.orElse(null));
        }
        return struck;
    }

    private static Optional<Throwable> attempt(Case one, Path folder) {
        try {
            one.work().in(folder);
            return Optional.empty();
        } catch (Throwable e) {
            return Optional.of(e);
        }
    }

    private static void checkStates(
            Case one, Path folder, Map<String, String> before, Map<String, String> expected, String where)
            throws IOException {
        Map<String, String> now = contents(folder);
        for (String name : one.states()) {
            String text = now.getOrDefault(name, "");
            boolean old = text.equals(before.getOrDefault(name, ""));
            boolean part = text.endsWith("\n")
                    && expected.get(name)
                            .lines()
                            .toList()
                            .containsAll(text.lines().toList());
            if (!old && !part) {
                throw new AssertionError(where + ": " + name + " is neither the old one nor the new one: " + text);
            }
        }
    }

    /** All files but those that differ anyway: nothing else may be there, and so no leftovers. */
    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (name.endsWith(".lock")) {
                    continue; // It does no harm where it could not be deleted: the next writer takes it and deletes it.
                }
                // A checkpoint holds the seconds that its rounds took.
                contents.put(name, UNLIKE.contains(name) || name.endsWith(".bin") ? "" : text(file));
            }
        }
        return contents;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Case one(String name, Path shared) throws Exception {
        return switch (name) {
            case "benchmark" ->
                new Case(
                        folder -> {},
                        folder -> Grid.run(
                                new LearningExperiment(
                                        Experiments.load(
                                                resource("learning/small.yaml"),
                                                List.of("models=warm-centres", "trials=1", "rounds=3"),
                                                new FakeComponents()),
                                        new FakeComponents()),
                                folder,
                                new RunOptions(1, true),
                                GridListener.SILENT),
                        List.of("rounds.csv"));
            case "clean" ->
                new Case(
                        folder -> {},
                        folder -> Grid.run(
                                new CleaningExperiment(
                                        CleaningExperiments.load(
                                                resource("cleaning/small-cleaning.yaml"),
                                                List.of(
                                                        "selectors=vanilla",
                                                        "trials=1",
                                                        "noise.rates=0.2",
                                                        "retrain=30"),
                                                new FakeComponents()),
                                        new FakeComponents()),
                                folder,
                                new RunOptions(1, true),
                                GridListener.SILENT),
                        List.of("curves.csv", "effects.csv", "summary.csv"));
            case "score" -> new Case(FaultyRuns::writeInputs, FaultyRuns::score, List.of("scores.csv"));
            case "pretrain" -> {
                SmallCifar.write(shared);
                yield new Case(folder -> {}, folder -> pretrain(shared, folder), List.of());
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String resource(String name) throws Exception {
        return Path.of(FakeComponents.class.getResource(name).toURI()).toString();
    }

    private static void writeInputs(Path folder) throws IOException {
        Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,x,0\nb,x,1\nb,y,1\nc,y,0\n");
        Files.writeString(
                folder.resolve("probabilities.csv"), "task,0,1\na,0.8,0.2\nb,0.3,0.7\nc,0.6,0.4\nd,0.5,0.5\n");
        Files.writeString(folder.resolve("scores.csv"), "old\n");
        Files.writeString(folder.resolve("weights.json"), "old\n");
    }

    private static void score(Path folder) throws InputException {
        ScoringJob.run(
                new ScoringJob.Request(
                        "activelab",
                        Map.of(),
                        new JobInputs(folder.resolve("labels.csv"), List.of(folder.resolve("probabilities.csv"))),
                        new ScoringJob.Outputs(
                                folder.resolve("scores.csv"), Optional.of(folder.resolve("weights.json"))),
                        1),
                (step, done, all) -> {});
    }

    private static void pretrain(Path data, Path folder) throws Exception {
        Path out = folder.resolve("weights.safetensors");
        if (Files.exists(out) && !Files.exists(folder.resolve("weights.safetensors.checkpoint"))) {
            return; // It was done.
        }
        PretrainingJob.run(
                new PretrainingJob.Request(
                        "rotation",
                        new NetworkInputs(
                                "resnet20",
                                "cifar-10",
                                Map.of("data-dir", data.toString(), "pool-size", "8", "test-size", "2"),
                                1),
                        Optional.of(2),
                        Optional.of(8),
                        Optional.empty(),
                        OptionalInt.empty(),
                        out,
                        true,
                        "test"),
                new PretrainingJob.Listener() {
                    @Override
                    public void update(String stage, long done, long total) {}

                    @Override
                    public void afterEpoch(int epoch, double loss) {}
                });
    }
}
