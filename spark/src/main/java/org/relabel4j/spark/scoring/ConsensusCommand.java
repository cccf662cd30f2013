package org.relabel4j.spark.scoring;

import java.io.IOException;
import java.util.concurrent.Callable;
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
            description = "majority-vote, crowdlab or crowdlab-calibrated. Default: crowdlab.")
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

    @Override
    public Integer call() throws IOException {
        for (String path : new String[] {out, annotators, posterior, weights}) {
            tables.checkFree(path);
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
            if (posterior != null) {
                tables.write(consensus.posterior(), posterior);
            }
            tables.write(consensus.consensus(), out);
            System.err.println("Inferred the labels of " + consensus.numExamples() + " tasks; wrote " + out);
        }
        return 0;
    }
}
