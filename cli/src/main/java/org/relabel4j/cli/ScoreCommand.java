package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.labelling.JobInputs;
import org.relabel4j.datasets.labelling.JobSummary;
import org.relabel4j.datasets.labelling.ScoringJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code relabel4j score}. */
@Command(
        name = "score",
        description = "Score examples by how much one more label would help; the lowest scores first.",
        footer = {
            "",
            "LABELS is CSV with the header task,annotator,label (or names such as item,worker,answer), a line",
            "a label; or JSON, or an export of Label Studio: see docs/DATA.md. PROBS is CSV with the header task,CLASS,CLASS..., a line an example, labelled or not;",
            "or .npy, whose row numbers are the tasks. Predictions for labelled examples should be out of",
            "sample. SCORES has the columns task,annotations,score,rank. WEIGHTS is JSON with temperatures,",
            "model weights and annotator weights.",
            "",
            "Examples:",
            "  relabel4j score --strategy activelab --labels labels.csv --pred-probs probs.csv --out scores.csv",
            "  relabel4j score --strategy activelab-ensemble --labels labels.csv --pred-probs mlp.npy \\",
            "      --pred-probs forest.npy --out scores.csv --weights weights.json"
        })
final class ScoreCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME",
            description = "How to score: a name that `relabel4j strategies' lists.")
    private String strategy;

    @Mixin
    private LabelArguments labels;

    @Option(
            names = "--pred-probs",
            required = true,
            paramLabel = "PROBS",
            description = "A model's predicted class probabilities. Repeat it for an ensemble.")
    private List<Path> predProbs;

    @Option(names = "--out", required = true, paramLabel = "SCORES", description = "Where to write the scores.")
    private Path out;

    @Option(names = "--weights", paramLabel = "WEIGHTS", description = "Where to write weights and temperatures.")
    private Path weights;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the strategy. Repeat it for more.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws InputException {
        JobInputs inputs = new JobInputs(labels.files(), labels.options(), predProbs);
        ScoringJob.Outputs outputs = new ScoringJob.Outputs(out, Optional.ofNullable(weights));
        Console console = root.console();
        JobSummary summary;
        try (JobProgress progress = new JobProgress(console)) {
            summary = ScoringJob.run(new ScoringJob.Settings(strategy, options, inputs, outputs, seed), progress);
        }
        console.err().println("Scored " + JobProgress.shown(summary) + "; wrote " + out);
        return 0;
    }
}
