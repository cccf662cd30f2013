package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.model.ModelChoice;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.labeling.round.Rounds;

/**
 * The model of a project's last round, trained again from the labels so far: the same labels and settings give the same fold models, so
 * their mean is what the round predicted for examples without a label.
 *
 * @param choice which model
 * @param classNames the classes that it was trained with, in its order
 * @param pool the examples of the project
 * @param classifiers to each question, for each member a classifier per fold; the caller closes them. There is one question, or with
 *     several classes an example one of no and yes for each class
 * @param sameAsRound whether nothing has changed since the last round
 */
public record LastModel(
        ModelChoice choice,
        List<String> classNames,
        Examples pool,
        List<List<List<Classifier>>> classifiers,
        boolean sameAsRound) {
    /**
     * Trains it.
     *
     * @param overrides settings as {@code key=value} that take the place of those of the round
     * @throws InputException if something cannot be read
     * @throws IllegalArgumentException if a setting is wrong, there are too few labels for a model, or another network lies where that
     *     of the round lay
     */
    public static LastModel train(Project project, List<String> overrides, Progress progress) throws InputException {
        List<RoundFacts> rounds = new Rounds(project.roundsFolder()).facts();
        ProjectSettings before = rounds.isEmpty()
                ? project.settings()
                : project.settings().ofRound(rounds.get(rounds.size() - 1).settings());
        ProjectSettings settings = before.forRound(overrides);
        NetworkFiles networks = NetworkFiles.of(settings);
        // Who names a network means it.
        if (!rounds.isEmpty() && overrides.stream().noneMatch(word -> word.contains(NetworkFiles.WEIGHTS + "="))) {
            checkSame(project, rounds.get(rounds.size() - 1), networks, settings);
        }
        progress.update("reading the examples", 0, 0);
        Pool pool = project.pool(progress);
        Answers answers = Answers.of(project.log().entries(), pool.tasks(), settings);
        Trained.Input input = new Trained.Input(settings, pool, answers, settings.get(ProjectKeys.SEED));
        Lesson lesson = Lesson.of(input, progress)
                .orElseThrow(() -> new IllegalArgumentException(project.folder() + ": has "
                        + Counted.of(input.rows().length, "labelled example") + "; a model needs at least "
                        + Lesson.FEWEST_EXAMPLES
                        + ", and labels of 2 classes; add labels with relabel4j add " + project.folder()
                        + " FILE"));
        progress.update("training", 0, 0);
        CrossValidation validation = lesson.validation(input, Needs.NOTHING);
        List<List<List<Classifier>>> classifiers = new ArrayList<>();
        try {
            for (int[] labels : lesson.labels()) {
                classifiers.add(validation.train(labels, input.numAnswers(), lesson.seed(input)));
            }
        } catch (RuntimeException | Error e) {
            // Nobody else knows of those that are trained already.
            classifiers.forEach(members -> members.forEach(folds -> folds.forEach(Classifier::close)));
            throw e;
        }
        boolean same = !rounds.isEmpty()
                && rounds.get(rounds.size() - 1).identity().equals(NextJob.identity(settings, networks, pool, answers));
        return new LastModel(lesson.model(), settings.classNames(), pool.examples(), classifiers, same);
    }

    private static void checkSame(Project project, RoundFacts last, NetworkFiles networks, ProjectSettings settings) {
        networks.difference(last, settings).ifPresent(difference -> {
            throw new IllegalArgumentException(project.folder() + ": " + difference
                    + "; put the former one back, or make a round with this one: relabel4j next " + project.folder());
        });
    }
}
