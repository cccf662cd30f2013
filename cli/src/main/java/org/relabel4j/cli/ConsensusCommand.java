package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.labelling.ConsensusJob;
import org.relabel4j.jobs.labelling.JobInputs;
import org.relabel4j.jobs.labelling.JobSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j consensus}. */
@Command(
        name = "consensus",
        description = "Make one label of many, and say how sure it is and how good the annotators are.",
        footer = {
            "",
            "LABELS is CSV with the header task,annotator,label (or names such as item,worker,answer), a line",
            "a label; or JSON, or an export of Label Studio: see docs/DATA.md. CONSENSUS has the columns",
            "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations; ANNOTATORS",
            "has annotator,annotator_quality,agreement_with_consensus,worst_class,num_examples_labeled;",
            "POSTERIOR task,class,probability; CONFUSION annotator,true,given,probability; AGREEMENT",
            "measure,annotator,other_annotator,value,low,high,num_examples,why_empty.",
            "",
            "With --multi-label the method is applied to the yes/no question of each class: consensus_label is",
            "a set, whose quality combines those of its classes. label_CLASS (1 or 0) and quality_CLASS follow;",
            "in ANNOTATORS quality_CLASS and agreement_CLASS.",
            "",
            "Examples:",
            "  relabel4j consensus --method dawid-skene --labels labels.csv --out consensus.csv",
            "  relabel4j consensus --method crowdlab --labels labels.csv --pred-probs probs.csv \\",
            "      --out consensus.csv --annotators annotators.csv",
            "  relabel4j consensus --method crowdlab --multi-label --labels sets.csv --pred-probs probs.csv \\",
            "      --out consensus.csv --annotators annotators.csv",
            "  relabel4j consensus --method mace --labels labels.csv --gold known.csv --out consensus.csv \\",
            "      --posterior posterior.csv --confusion confusion.csv",
            "  relabel4j consensus --method wawa --labels labels.csv --out consensus.csv --agreement agreement.csv"
        })
final class ConsensusCommand extends Subcommand {
    /** Of fewer, percentiles are those of chance. */
    private static final int FEWEST_RESAMPLES = 100;

    @Option(
            names = "--method",
            required = true,
            paramLabel = "METHOD",
            completionCandidates = KnownNames.Consensus.class,
            description = "How to infer: ${COMPLETION-CANDIDATES}. CROWDLAB needs --pred-probs.")
    private String method;

    @Mixin
    private LabelArguments labels;

    @Mixin
    private MultiLabelArguments multiLabel;

    @Mixin
    private ProbabilityArguments predProbs;

    @Option(names = "--out", required = true, paramLabel = "CONSENSUS", description = "Where to write the labels.")
    private Path out;

    @Option(
            names = "--annotators",
            paramLabel = "ANNOTATORS",
            description = "Where to write how good each annotator is, the worst first.")
    private Path annotators;

    @Option(names = "--weights", paramLabel = "WEIGHTS", description = "Where to write weights; only with crowdlab.")
    private Path weights;

    @Option(
            names = "--posterior",
            paramLabel = "POSTERIOR",
            description = "Where to write how probable each class of each task is.")
    private Path posterior;

    @Option(
            names = "--confusion",
            paramLabel = "CONFUSION",
            description = "Where to write what each annotator answers to each class; not with every method.")
    private Path confusion;

    @Option(
            names = "--agreement",
            paramLabel = "AGREEMENT",
            description =
                    "Where to write how well the annotators agree: Krippendorff's alpha, Fleiss' and Cohen's kappa.")
    private Path agreement;

    @Option(
            names = "--agreement-resamples",
            paramLabel = "N",
            description = "Resamples of the examples for the intervals of --agreement, 0 for none. Default: "
                    + Bootstrap.DEFAULT_RESAMPLES + ".")
    private Integer resamples;

    @Option(
            names = "--gold",
            paramLabel = "GOLD",
            description =
                    "Labels known for sure of labelled tasks, as CSV with the columns task and label; not with every"
                            + " method.")
    private Path gold;

    @Option(
            names = "--option",
            parameterConsumer = KeyValues.class,
            paramLabel = "KEY=VALUE",
            completionCandidates = KnownNames.ConsensusOptions.class,
            description = "An option of the method: ${COMPLETION-CANDIDATES}. Repeat it for more.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of all that is random: the last tie-break, and resamples. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws InputException {
        JobInputs inputs = new JobInputs(
                labels.files(), labels.options(multiLabel), predProbs.files(), predProbs.options(), Optional.empty());
        ConsensusJob.Outputs outputs = new ConsensusJob.Outputs(
                out,
                Optional.ofNullable(annotators),
                Optional.ofNullable(weights),
                Optional.ofNullable(posterior),
                Optional.ofNullable(confusion),
                agreement());
        Console console = console();
        JobSummary summary;
        try (JobProgress progress = new JobProgress(console)) {
            summary = ConsensusJob.run(
                    new ConsensusJob.Request(
                            method,
                            options,
                            inputs,
                            Optional.ofNullable(gold),
                            outputs,
                            seed,
                            multiLabel.combination()),
                    progress);
        }
        console.err().println("Inferred labels of " + JobProgress.shown(summary) + "; wrote " + out);
        return 0;
    }

    private Optional<ConsensusJob.AgreementOutput> agreement() {
        if (agreement == null && resamples != null) {
            throw new IllegalArgumentException("--agreement-resamples has no effect without --agreement FILE");
        }
        int number = resamples == null ? Bootstrap.DEFAULT_RESAMPLES : resamples;
        if (number != 0 && number < FEWEST_RESAMPLES || number > Bootstrap.MOST_RESAMPLES) {
            throw new IllegalArgumentException("--agreement-resamples is " + number + ", expected 0 (no interval) or "
                    + FEWEST_RESAMPLES + " to " + Bootstrap.MOST_RESAMPLES);
        }
        return Optional.ofNullable(agreement)
                .map(file -> new ConsensusJob.AgreementOutput(file, new Bootstrap(number, seed)));
    }
}
