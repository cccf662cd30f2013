package org.relabel4j.labeling.next;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.files.Sha256;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.report.RoundReport;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.RoundOutcome;
import org.relabel4j.labeling.round.Rounds;

/**
 * Makes a round: trains by cross-validation on the labels so far, scores, chooses what to ask whom, and writes it. Behind
 * {@code relabel4j next}.
 *
 * <p>The same labels, data and settings give the same batch, whatever rounds there were; if the last round had the same, it stands and no
 * other is made.
 */
public final class NextJob {
    private NextJob() {}

    /**
     * A round.
     *
     * @param facts in numbers
     * @param folder its files
     * @param batch what to ask, in rank order
     * @param made whether it was made now; false if nothing has changed since
     */
    public record Result(RoundFacts facts, Path folder, List<BatchRow> batch, boolean made) {}

    /**
     * Makes the next round.
     *
     * @param overrides settings as {@code key=value} that hold for this round
     * @throws InputException if another process has the project, or something cannot be read or written
     * @throws IllegalArgumentException if a setting is wrong, or does not fit the data
     */
    @SuppressWarnings("try") // the lock is held, not used
    public static Result run(Project project, List<String> overrides, Progress progress) throws InputException {
        try (OutputLock lock = project.lock()) {
            ProjectSettings settings = project.settings().forRound(overrides);
            progress.update("reading the examples", 0, 0);
            Pool pool = project.pool(progress);
            Answers answers = Answers.of(project.log().entries(), pool.tasks(), settings);
            Rounds rounds = new Rounds(project.roundsFolder());
            List<RoundFacts> before = rounds.facts();
            NetworkFiles networks = NetworkFiles.of(settings);
            String identity = identity(settings, networks, pool, answers);
            if (!before.isEmpty() && before.get(before.size() - 1).identity().equals(identity)) {
                RoundFacts last = before.get(before.size() - 1);
                return new Result(last, rounds.folder(last.number()), rounds.batch(last.number()), false);
            }
            Trained.Input input = new Trained.Input(settings, pool, answers, settings.get(ProjectKeys.SEED));
            RoundOutcome round =
                    pool.data().use(() -> new RoundMaking(input, networks, identity, before, rounds).make(progress));
            progress.update("writing", 0, 0);
            String title =
                    project.folder().toAbsolutePath().normalize().getFileName().toString();
            rounds.write(round, RoundReport.html(title, round));
            int number = round.facts().number();
            return new Result(round.facts(), rounds.folder(number), round.batch(), true);
        }
    }

    /** All that decides a round. */
    static String identity(ProjectSettings settings, NetworkFiles networks, Pool pool, Answers answers) {
        Sha256 sum = new Sha256();
        settings.toMap().forEach((key, value) -> sum.add(key).add(String.valueOf(value)));
        networks.digests().forEach((key, digest) -> sum.add(key).add(digest));
        sum.add(pool.digest());
        for (int i = 0; i < pool.tasks().size(); i++) {
            sum.add(pool.tasks().get(i));
        }
        answers.whole().annotators().forEach(sum::add);
        answers.whole().skips().forEach(skips -> sum.add(Arrays.toString(skips)));
        answers.questions().forEach(labels -> add(labels, sum));
        return sum.hex();
    }

    private static void add(LabelState labels, Sha256 sum) {
        sum.add(Arrays.toString(labels.gold()));
        Annotations annotations = labels.annotations();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                row.setLength(0);
                sum.add(row.append(i)
                        .append(' ')
                        .append(annotations.annotatorAt(a))
                        .append(' ')
                        .append(annotations.labelAt(a))
                        .toString());
            }
        }
    }
}
