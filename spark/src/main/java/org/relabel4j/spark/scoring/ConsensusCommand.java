package org.relabel4j.spark.scoring;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.registry.ConsensusMethods;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consensus} on Spark. */
@Command(
        name = "consensus",
        description = "Infer one label per task from all annotators' labels, and how good each annotator is.",
        mixinStandardHelpOptions = true)
final class ConsensusCommand implements Callable<Integer> {
    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "majority-vote, crowdlab, crowdlab-calibrated or dawid-skene. Default: crowdlab.")
    private String method = "crowdlab";

    @Mixin
    private TableArguments tables;

    @Option(names = "--out", required = true, paramLabel = "LABELS", description = "Folder for the consensus labels.")
    private String out;

    @Option(names = "--annotators", paramLabel = "TABLE", description = "Folder for the annotators, the worst first.")
    private String annotators;

    @Option(names = "--posterior", paramLabel = "TABLE", description = "Folder for the probability of each class.")
    private String posterior;

    @Option(
            names = "--weights",
            paramLabel = "TABLE",
            description = "Folder for annotator, weight; only with crowdlab.")
    private String weights;

    @Option(
            names = "--confusion",
            paramLabel = "TABLE",
            description = "Folder for what each annotator answers to each class; only with dawid-skene.")
    private String confusion;

    @Override
    public Integer call() throws IOException {
        tables.checkFree(out, annotators, posterior, weights, confusion);
        if (weights != null && !(ConsensusMethods.byName(method) instanceof CrowdLab)) {
            throw new IllegalArgumentException("method " + method + " has no weights to write; leave --weights out");
        }
        if (confusion != null && !ConsensusMethods.byName(method).hasConfusions()) {
            throw new IllegalArgumentException(
                    "method " + method + " has no confusion matrices; leave --confusion out");
        }
        try (SparkConsensus consensus =
                RelabelSpark.consensus(tables.labels(), tables.predProbs(), tables.options(method))) {
            if (weights != null) {
                if (consensus.modelWeights().length == 0) {
                    throw new IllegalArgumentException(
                            "method " + method + " has no weights to write; leave --weights out");
                }
                tables.write(consensus.annotatorWeights(), weights);
            }
            if (annotators != null) {
                tables.write(consensus.annotators(), annotators);
            }
            if (confusion != null) {
                tables.write(consensus.confusions(), confusion);
            }
            if (posterior != null) {
                tables.write(consensus.posterior(), posterior);
            }
            tables.write(consensus.consensus(), out);
            System.err.println("Inferred the labels of " + consensus.numLabelled() + " tasks; wrote " + out);
        }
        return 0;
    }
}
