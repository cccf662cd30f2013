package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.labelling.JobInputs;
import org.relabel4j.jobs.labelling.JobSummary;
import org.relabel4j.jobs.labelling.ScoringJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j score}. */
@Command(
        name = "score",
        description = "Score examples by how much one more label would help; the lowest scores first.",
        footer = {
            "",
            "LABELS is CSV with the header task,annotator,label (or names such as item,worker,answer), a line",
            "a label; or JSON, or an export of Label Studio: see docs/DATA.md. PROBS is CSV with the header",
            "task,CLASS,CLASS..., a line an example, labelled or not; or .npy, whose row numbers are the",
            "tasks. Predictions for labelled examples should be out of sample. Without PROBS (random,",
            "good-random, core-set, typiclust, probcover, dal, label-diffusion), the examples are the rows of",
            "VECTORS, or else the labelled tasks. SCORES has the columns task,annotations,score,rank, and kind",
            "with --batch. WEIGHTS is JSON with temperatures, model weights and annotator weights.",
            "",
            "With --multi-label every class is a yes/no question, which the strategy is applied to, and",
            "probabilities need not sum to 1. A task's score combines those of its classes.",
            "",
            "Examples:",
            "  relabel4j score --strategy activelab --labels labels.csv --pred-probs probs.csv --out scores.csv",
            "  relabel4j score --strategy activelab-ensemble --labels labels.csv --pred-probs mlp.npy \\",
            "      --pred-probs forest.npy --out scores.csv --weights weights.json",
            "  relabel4j score --strategy activelab --multi-label --labels sets.csv --pred-probs probs.csv \\",
            "      --out scores.csv",
            "  relabel4j score --strategy darl --labels labels.csv --pred-probs probs.npy \\",
            "      --embeddings vectors.npy --batch 100 --out batch.csv"
        })
final class ScoreCommand extends Subcommand {
    @Option(
            names = "--strategy",
            completionCandidates = KnownNames.Strategies.class,
            required = true,
            paramLabel = "STRATEGY",
            description = "How to score: a name that `relabel4j strategies' lists.")
    private String strategy;

    @Mixin
    private LabelArguments labels;

    @Mixin
    private MultiLabelArguments multiLabel;

    @Mixin
    private ProbabilityArguments predProbs;

    @Option(
            names = "--embeddings",
            paramLabel = "VECTORS",
            description =
                    "A vector an example, as NumPy (npy, npz) or CSV, for darl, core-set, badge, typiclust, probcover, cal,"
                            + " dal, seals, label-diffusion and diversity.")
    private Path embeddings;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description =
                    "Write only the N examples that the strategy chooses as a batch, each with its kind, new or repeat.")
    private Integer batch;

    @Option(names = "--out", required = true, paramLabel = "SCORES", description = "Where to write the scores.")
    private Path out;

    @Option(names = "--weights", paramLabel = "WEIGHTS", description = "Where to write weights and temperatures.")
    private Path weights;

    @Option(
            names = "--option",
            parameterConsumer = KeyValues.class,
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
        JobInputs inputs = new JobInputs(
                labels.files(),
                labels.options(multiLabel),
                predProbs.files(),
                predProbs.options(),
                Optional.ofNullable(embeddings));
        ScoringJob.Outputs outputs = new ScoringJob.Outputs(out, Optional.ofNullable(weights));
        Console console = console();
        JobSummary summary;
        try (JobProgress progress = new JobProgress(console)) {
            OptionalInt size = batch == null ? OptionalInt.empty() : OptionalInt.of(batch);
            summary = ScoringJob.run(
                    new ScoringJob.Request(strategy, options, inputs, outputs, size, seed, multiLabel.combination()),
                    progress);
        }
        console.err().println("Scored " + JobProgress.shown(summary) + "; wrote " + out);
        return 0;
    }
}
