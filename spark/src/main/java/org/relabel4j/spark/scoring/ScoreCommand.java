package org.relabel4j.spark.scoring;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score} on Spark. */
@Command(
        name = "score",
        description = "Score examples by how much one more label would help; the lowest scores first.",
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME",
            description = "How to score: " + Scorers.KNOWN + ".")
    private String strategy;

    @Mixin
    private TableArguments tables;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "SCORES",
            description = "Folder for task, annotations, score, rank; with --batch, one CSV file.")
    private String out;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Write only the N examples with the lowest scores, each with its kind, new or repeat.")
    private Integer batch;

    @Option(names = "--all", paramLabel = "SCORES", description = "With --batch: folder for all scores, too.")
    private String all;

    @Option(names = "--unranked", description = "Leave out ranks, and the sorting that they take.")
    private boolean unranked;

    @Option(
            names = "--weights",
            paramLabel = "WEIGHTS",
            description = "Folder for annotator, weight; only with ActiveLab.")
    private String weights;

    @Override
    public Integer call() throws IOException {
        if (batch == null && all != null) {
            throw new IllegalArgumentException("--all is for beside --batch; --out has all scores without it");
        }
        if (batch != null) {
            SparkScores.checkBatch(batch);
        }
        if (weights != null
                && Scorers.strategy(tables.options(strategy), tables.numModels())
                        .weighing()
                        .isEmpty()) {
            throw new IllegalArgumentException(
                    "strategy " + strategy + " has no weights to write; leave --weights out");
        }
        tables.checkFree(out, all, weights);
        try (SparkScores scores = RelabelSpark.score(tables.labels(), tables.predProbs(), tables.options(strategy))) {
            if (weights != null) {
                tables.write(scores.annotatorWeights(), weights);
            }
            if (batch != null) {
                Outputs.writeFile(scores.best(batch), out);
            }
            String folder = batch == null ? out : all;
            if (folder != null) {
                tables.write(unranked ? scores.unranked() : scores.ranked(), folder);
            }
            boolean isShort = batch != null && batch > scores.numExamples();
            System.err.println("Scored " + scores.numExamples() + " examples; wrote "
                    + (isShort ? "all of them, fewer than the batch, to " : "") + out);
        }
        return 0;
    }
}
