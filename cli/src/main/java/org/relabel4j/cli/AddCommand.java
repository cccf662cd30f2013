package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.labeling.project.AddJob;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j add}. */
@Command(
        name = "add",
        description = "Add labels of people to a project. What it knows already is not counted twice.",
        footer = {
            "",
            "FILE is CSV with the header task,annotator,label (or names such as item,worker,answer), a line a",
            "label; or JSON, or an export of Label Studio: see docs/DATA.md. Of a person's labels of one example",
            "the last counts, by a column updated_at if there is one; all are kept in DIR/labels. In a project",
            "of init --multi-label a label is a set such as cat|dog, or | for none; or a column a class.",
            "",
            "Examples:",
            "  relabel4j add flowers labels.csv",
            "  relabel4j add flowers export.json --control choice",
            "  relabel4j add flowers --gold known-answers.csv"
        })
final class AddCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Parameters(index = "1..*", paramLabel = "FILE", description = "Labels, in any form.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private LabelFormat format;

    @Option(
            names = "--separator",
            paramLabel = "SIGN",
            description = "What stands between the classes of a set, where an example may have several. Default: |.")
    private String separator;

    @Option(
            names = "--gold",
            paramLabel = "FILE",
            description =
                    "Known answers, as CSV with the columns task and label: they measure people, and are not asked.")
    private List<Path> gold = new ArrayList<>();

    @Override
    public Integer call() throws InputException {
        if (files.isEmpty() && gold.isEmpty()) {
            throw new IllegalArgumentException("add needs a file of labels, or --gold FILE");
        }
        LabelLog.Added added;
        try (JobProgress progress = new JobProgress(console())) {
            added = AddJob.run(Project.open(folder), new AddJob.Request(files, options(), gold), progress);
        }
        console()
                .out()
                .println("Added " + what(added.added()) + " to " + folder
                        + (added.known() == 0
                                ? ""
                                : "; " + added.known() + Counted.noun(added.known(), " was", " were")
                                        + " known already"));
        return 0;
    }

    private LabelOptions options() {
        return separator == null ? format.options() : format.options().withSets(separator);
    }

    private String what(int count) {
        return files.isEmpty()
                ? Counted.of(count, "known answer")
                : Counted.of(
                        count,
                        gold.isEmpty() ? "label" : "label or known answer",
                        gold.isEmpty() ? "labels" : "labels and known answers");
    }
}
