package org.relabel4j.cli;

import java.util.List;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.next.NextJob;
import org.relabel4j.labeling.report.RoundText;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.Rounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code relabel4j next}. */
@Command(
        name = "next",
        description = "Train on the labels so far, and choose what to ask next, and whom.",
        footer = {
            "",
            "Writes DIR/rounds/0001, 0002, ...: batch.csv (task,kind,score,rank,suggested_annotator), consensus.csv",
            "(every example, labelled or not), annotators.csv, probabilities.npy and report.html. Settings that are",
            "given hold for this round; those of all rounds stand in DIR/project.yaml.",
            "",
            "Examples:",
            "  relabel4j next flowers",
            "  relabel4j next flowers --batch 100 --strategy darl darl.ratio=0.3"
        })
final class NextCommand extends Subcommand {
    @Mixin
    private ProjectArguments project;

    @Override
    public Integer call() throws InputException {
        NextJob.Result result;
        try (JobProgress progress = new JobProgress(console())) {
            result = NextJob.run(project.project(), project.settings(), progress);
        }
        List<BatchRow> batch = result.batch();
        long repeats = batch.stream().filter(BatchRow::repeat).count();
        if (!result.made()) {
            console()
                    .out()
                    .println("Nothing has changed since round " + result.facts().number() + ", which stands.");
        }
        console().out().println(RoundText.of(new Rounds(project.project().roundsFolder()).facts()));
        console()
                .out()
                .println(
                        "Round " + result.facts().number() + ": ask about " + Counted.of(batch.size(), "example") + ", "
                                + (batch.size() - repeats) + " new and " + repeats + " again; see "
                                + result.folder().resolve(Rounds.BATCH) + " and "
                                + result.folder().resolve(Rounds.REPORT));
        return 0;
    }
}
