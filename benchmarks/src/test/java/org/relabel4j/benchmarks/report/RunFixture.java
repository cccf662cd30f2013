package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes run folders like those of a benchmark, with learning curves of a plausible shape, in no time. */
final class RunFixture {

    private String experiment = "wall-robot";
    private List<String> models = List.of("mlp");
    private List<String> strategies = List.of("activelab", "random", "good-random", "entropy", "uncertainty");
    private int trials = 5;
    private int rounds = 20;
    private int batch = 100;
    private long seed = 1;
    private boolean moreColumns = true;
    private String note = "simulated";

    RunFixture experiment(String name) {
        experiment = name;
        return this;
    }

    RunFixture models(String... names) {
        models = List.of(names);
        return this;
    }

    RunFixture strategies(String... names) {
        strategies = List.of(names);
        return this;
    }

    RunFixture size(int numTrials, int numRounds) {
        trials = numTrials;
        rounds = numRounds;
        return this;
    }

    RunFixture batch(int labels) {
        batch = labels;
        return this;
    }

    RunFixture seed(long value) {
        seed = value;
        return this;
    }

    RunFixture note(String text) {
        note = text;
        return this;
    }

    RunFixture withoutMoreColumns() {
        moreColumns = false;
        return this;
    }

    /** Writes the folder. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>();
        lines.add("experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,"
                + "consensus_accuracy" + (moreColumns ? ",new_labels,repeat_labels,ece" : ""));
        for (String model : models) {
            for (String strategy : strategies) {
                for (int trial = 0; trial < trials; trial++) {
                    addTrial(lines, model, strategy, trial);
                }
            }
        }
        Files.write(folder.resolve("rounds.csv"), lines);
        Files.writeString(
                folder.resolve("config.yaml"),
                String.format(
                        Locale.ROOT,
                        "version: 1%nname: '%s'%nmodels: %s%nstrategies: %s%ntrials: %d%nrounds: %d%nbatch: %d%n"
                                + "seed: %d%ninitial:%n  labelled: 500%n  label-counts: [0.8983, 0.0957, 0.0053, 0.0007]%n"
                                + "noise:%n  trace: 0.85%n",
                        yaml(experiment),
                        models,
                        strategies.stream().map(s -> "'" + yaml(s) + "'").toList(),
                        trials,
                        rounds,
                        batch,
                        seed));
        Files.writeString(
                folder.resolve("environment.json"),
                "{\"version\": \"0.1.0\", \"commit\": \"0123abc\", \"java\": \"17.0.15\", \"note\": \"" + note
                        + "\", \"backend\": {\"name\": \"cpu\", \"threads\": 2}}");
        return folder;
    }

    private void addTrial(List<String> lines, String model, String strategy, int trial) {
        SplittableRandom random = new SplittableRandom((seed * 31 + trial) * 31 + strategy.hashCode());
        double gain = 0.03 + 0.09 * Math.abs(strategy.hashCode() % 97) / 97;
        double speed = 2 + Math.abs(strategy.hashCode() % 5);
        boolean relabels = strategy.startsWith("activelab") || strategy.contains("clean");
        if (relabels) {
            gain = 0.115;
            speed = 8;
        }
        long labelled = 500;
        for (int round = 0; round < rounds; round++) {
            double progress = 1 - Math.exp(-speed * round / 19.0);
            double noise = 0.006 * (random.nextDouble() + random.nextDouble() - 1);
            double consensus = Math.min(1, 0.882 + gain * progress + noise);
            double accuracy = Math.min(1, 0.93 + 0.25 * gain * progress + noise / 2);
            int onNew = (int)
                    Math.round(batch * (relabels ? Math.max(0.1, 0.8 - 0.06 * round) : 0.75 - 0.015 * round + noise));
            boolean last = round == rounds - 1;
            String more = !moreColumns ? "" : last ? ",,,0.031" : "," + onNew + "," + (batch - onNew) + ",0.042";
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%d,%d,%d,%d,%.6f,%.6f%s",
                    quoted(experiment),
                    quoted(model),
                    quoted(strategy),
                    trial,
                    round,
                    625 + (long) batch * round,
                    labelled,
                    100 + round,
                    accuracy,
                    consensus,
                    more));
            labelled += onNew;
        }
    }

    /** For a text in single quotes; YAML allows no control characters there. */
    private static String yaml(String text) {
        return text.replace("'", "''").replaceAll("\\p{Cntrl}", "");
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }
}
