package org.relabel4j.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelCsv;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.report.PeopleAgreement;
import org.relabel4j.labeling.report.RoundText;
import org.relabel4j.labeling.round.Outlook;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.Rounds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j status}. */
@Command(
        name = "status",
        description =
                "Say where a project stands: labels, people, rounds, how good the model is, and whether to go on.",
        footer = {"", "Examples:", "  relabel4j status flowers", "  relabel4j status flowers --labels labels-so-far.csv"
        })
final class StatusCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Where to write the labels that count, as CSV with the columns task, annotator and label.")
    private Path labelsFile;

    @Override
    public Integer call() throws InputException {
        Project project = Project.open(folder);
        var tasks = project.tasks();
        Answers answers = Answers.of(project.log().entries(), tasks, project.settings());
        LabelState labels = answers.whole();
        if (labelsFile != null) {
            LabelCsv.write(labelsFile, labels.annotations(), tasks.asList(), labels.annotators(), answers.names());
        }
        int answered = (int) IntStream.range(0, labels.annotations().size())
                .map(labels.annotations()::annotatorAt)
                .distinct()
                .count();
        Rounds rounds = new Rounds(project.roundsFolder());
        List<RoundFacts> facts = rounds.facts();
        console()
                .out()
                .println(Counted.of(tasks.size(), "example") + ", "
                        + labels.annotations().numLabelled() + " labelled; "
                        + Counted.of(labels.annotations().size(), "label") + " of "
                        + Counted.of(answered, "annotator") + "; "
                        + Counted.of(facts.size(), "round"));
        console().out().print(new PeopleAgreement(labels.annotations()).text());
        if (!facts.isEmpty()) {
            RoundFacts last = facts.get(facts.size() - 1);
            Set<String> since = answeredSince(Instant.parse(last.made()), project);
            long open = rounds.batch(last.number()).stream()
                    .filter(row -> !since.contains(row.task()))
                    .count();
            console()
                    .out()
                    .println("Round " + last.number() + ": " + open + " of its batch " + Counted.noun(open, "is", "are")
                            + " open");
            Limits limits = project.settings().limits(labels.annotators());
            double spent = limits.costs().price(labels.annotations());
            Outlook outlook =
                    Outlook.of(facts, spent, limits, project.settings().get(ProjectKeys.BATCH));
            console().out().println();
            console().out().println(RoundText.of(facts));
            console().out().print(RoundText.of(outlook, facts, spent, limits));
        }
        return 0;
    }

    /** The examples about which somebody said something since a round was made. */
    private static Set<String> answeredSince(Instant made, Project project) throws InputException {
        return project.log().entries().stream()
                .filter(logged -> !logged.added().isBefore(made))
                .map(logged -> logged.entry().task())
                .collect(Collectors.toSet());
    }
}
