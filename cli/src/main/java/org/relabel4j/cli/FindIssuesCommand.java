package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.core.noise.LabelIssues;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.labelling.IssuesJob;
import org.relabel4j.jobs.labelling.JobInputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code relabel4j find-issues}. */
@Command(
        name = "find-issues",
        description = "Find labels that are probably wrong, by confident learning, where each example has one label.",
        footer = {
            "",
            "LABELS and PROBS are as for score, but LABELS has one label a task, and needs no column for the annotator.",
            "Predictions must be out of sample, by cross-validation. ISSUES has the columns",
            "task,given_label,likeliest_label,label_quality_score,rank, the worst label first. Rules are those of",
            "Northcutt et al. 2021, as cleanlab's find_label_issues has them.",
            "",
            "With --multi-label the labels are sets: one is an issue if the answer to some class's yes/no question",
            "is, and its score combines those of its classes. issue_CLASS (1 or 0) and quality_CLASS follow.",
            "",
            "Examples:",
            "  relabel4j find-issues --labels labels.csv --pred-probs probs.csv --out issues.csv",
            "  relabel4j find-issues --labels labels.csv --pred-probs probs.npy --rule both \\",
            "      --rank-by normalized-margin --out issues.csv",
            "  relabel4j find-issues --multi-label --labels sets.csv --pred-probs probs.csv --out issues.csv"
        })
final class FindIssuesCommand extends Subcommand {
    @Mixin
    private LabelArguments labels;

    @Mixin
    private MultiLabelArguments multiLabel;

    @Mixin
    private ProbabilityArguments predProbs;

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            completionCandidates = KnownNames.IssueRules.class,
            defaultValue = "prune-by-noise-rate",
            description = "Which labels are issues: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String rule;

    @Option(
            names = "--rank-by",
            paramLabel = "SCORE",
            completionCandidates = KnownNames.LabelQualities.class,
            defaultValue = "self-confidence",
            description = "How to order them: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String rankBy;

    @Option(names = "--out", required = true, paramLabel = "ISSUES", description = "Where to write the issues.")
    private Path out;

    @Override
    public Integer call() throws InputException {
        JobInputs inputs = new JobInputs(
                labels.files(), labels.options(multiLabel), predProbs.files(), predProbs.options(), Optional.empty());
        IssuesJob.Request request = new IssuesJob.Request(
                LabelFormat.word("--rule", rule, LabelIssues.Rule.class),
                LabelFormat.word("--rank-by", rankBy, LabelIssues.Quality.class),
                inputs,
                out,
                multiLabel.combination());
        Console console = console();
        IssuesJob.Found found;
        try (JobProgress progress = new JobProgress(console)) {
            found = IssuesJob.run(request, progress);
        }
        console.err()
                .println("Found " + found.issues() + " probably wrong labels of " + JobProgress.shown(found.read())
                        + "; wrote " + out);
        return 0;
    }
}
