package org.relabel4j.labeling.next;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.text.Counted;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelState;
import org.relabel4j.labeling.project.Pool;
import org.relabel4j.labeling.project.ProjectKeys;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.models.vision.training.RandomStart;

/** What the user should know of a round, a sentence each, with the number. */
final class Warnings {
    /** Labels on examples that others labelled too: with fewer, agreeing with nobody may be chance. */
    private static final int FEWEST_SHARED = 5;

    private static final int MOST_NAMED = 5;

    private final List<String> texts = new ArrayList<>();

    List<String> texts() {
        return List.copyOf(texts);
    }

    /** What is there and was not taken in, and what was taken in and is gone. */
    void data(Pool pool, LabelState labels) {
        if (pool.numNew() > 0) {
            texts.add(Counted.of(pool.numNew(), "new example is", "new examples are")
                    + " not taken in yet; relabel4j init --update does that");
        }
        if (!pool.vanished().isEmpty()) {
            texts.add(Counted.of(
                            pool.vanished().size(), "example that was taken in is", "examples that were taken in are")
                    + " not there any more ("
                    + named(pool.vanished()) + ")"
                    + (labels.outside() > 0
                            ? "; "
                                    + Counted.of(
                                            labels.outside(),
                                            "label of such an example does",
                                            "labels of such examples do")
                                    + " not count"
                            : ""));
        }
    }

    /** Another network than in the round before, at the same place. */
    void networks(NetworkFiles networks, List<RoundFacts> before, ProjectSettings settings) {
        if (!before.isEmpty()) {
            networks.difference(before.get(before.size() - 1), settings).ifPresent(texts::add);
        }
    }

    /** How good the model is, and how many labels the classes have. */
    void model(Numbers numbers, Trained trained, ProjectSettings settings) {
        double accuracy = numbers.accuracy();
        double guessing = numbers.guessing();
        List<int[]> trainingLabels = trained.trainingLabels();
        int labelled = (int)
                Arrays.stream(trainingLabels.get(0)).filter(label -> label >= 0).count();
        Optional<String> scratch = RandomStart.warning(trained.model().trainers(), accuracy, guessing, labelled);
        if (scratch.isPresent()) {
            texts.add(scratch.get());
        } else if (accuracy <= guessing) {
            texts.add(String.format(
                    Locale.ROOT,
                    "the model is no better than guessing: cross-validated accuracy %.3f, always guessing the most frequent class"
                            + " %.3f; the batch is little better than a random one until there are more labels, or a better model",
                    accuracy,
                    guessing));
        } else if (!trained.model().warning().isEmpty()) {
            texts.add(trained.model().warning());
        }
        int folds = settings.get(ProjectKeys.FOLDS);
        int[] counts = new int[settings.classNames().size()];
        for (int q = 0; q < trainingLabels.size(); q++) {
            for (int label : trainingLabels.get(q)) {
                // Of several questions, an answer yes is a label of the class.
                if (label >= (settings.isMultiLabel() ? 1 : 0)) {
                    counts[settings.isMultiLabel() ? q : label]++;
                }
            }
        }
        List<String> few = IntStream.range(0, counts.length)
                .filter(k -> counts[k] < folds)
                .mapToObj(k -> settings.classNames().get(k) + " " + counts[k])
                .toList();
        if (!few.isEmpty()) {
            texts.add("classes with fewer labelled examples than the " + folds + " folds: " + named(few));
        }
    }

    /** People whom the settings speak of and nobody knows. */
    void people(LabelState labels, ProjectSettings settings) {
        List<String> unknown = settings.named().stream()
                .filter(name -> !labels.annotators().contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            texts.add(named(unknown) + Counted.noun(unknown.size(), " has", " have")
                    + " a price or a capacity (costs.rates, joint.capacities), but no label, and annotators= does not name"
                    + " them; spell names as in the labels");
        }
    }

    /** People whose labels agree with nobody's, or say nothing. */
    void annotators(Answers answers, List<AnnotatorEstimate> estimates) {
        LabelState labels = answers.whole();
        int numAnswers = answers.questions().get(0).annotations().numClasses();
        Annotations annotations = labels.annotations();
        int[] shared = new int[annotations.numAnnotators()];
        int[] agreeing = new int[shared.length];
        int[] votes = new int[annotations.numClasses()];
        for (int i = 0; i < annotations.numExamples(); i++) {
            if (annotations.count(i) > 1) {
                Arrays.fill(votes, 0);
                annotations.addVotes(i, votes);
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    shared[annotations.annotatorAt(a)]++;
                    agreeing[annotations.annotatorAt(a)] += votes[annotations.labelAt(a)] > 1 ? 1 : 0;
                }
            }
        }
        long several = IntStream.range(0, annotations.numExamples())
                .filter(i -> annotations.count(i) > 1 || annotations.count(i) == 1 && labels.gold()[i] >= 0)
                .count();
        if (annotations.size() > 0
                && several < (long) FEWEST_SHARED * labels.annotators().size()) {
            texts.add("only " + several + " of " + Counted.of(annotations.numLabelled(), "labelled example")
                    + Counted.noun(annotations.numLabelled() == 1 ? 1 : several, " has", " have")
                    + " a second label or a known answer: too few to tell how good "
                    + Counted.noun(labels.annotators().size(), "the annotator is", "the annotators are")
                    + "; known answers can be added by relabel4j add --gold");
        }
        for (int j = 0; j < labels.annotators().size(); j++) {
            // Of many classes, nobody has to choose the same set.
            if (!answers.areSets() && shared[j] >= FEWEST_SHARED && agreeing[j] == 0) {
                texts.add("annotator " + labels.annotators().get(j) + " agrees with nobody on any of the " + shared[j]
                        + " examples that others labelled too");
            } else if (estimates.get(j).high() * numAnswers < 1) {
                texts.add(String.format(
                        Locale.ROOT,
                        "annotator %s is no better than guessing: an estimated %.3f of the %s are right",
                        labels.annotators().get(j),
                        estimates.get(j).accuracy(),
                        answers.areSets() ? "answers, yes or no to each class," : "labels"));
            }
        }
    }

    /** A batch of one kind, or a short one. */
    void batch(List<BatchRow> batch, LabelState labels, ProjectSettings settings) {
        int wanted = settings.get(ProjectKeys.BATCH);
        long repeats = batch.stream().filter(BatchRow::repeat).count();
        int unlabelled =
                labels.annotations().numExamples() - labels.annotations().numLabelled();
        Limits limits = settings.limits(labels.annotators());
        double left = limits.budget() - limits.costs().price(labels.annotations());
        if (batch.size() < wanted && left - price(batch, labels, limits.costs()) < dearest(limits.costs())) {
            texts.add(String.format(
                    Locale.ROOT,
                    "the batch has %s instead of %d: of the budget of %s %s only %s is left",
                    Counted.of(batch.size(), "example"),
                    wanted,
                    limits.budget(),
                    limits.costs().unit(),
                    Math.max(0, left)));
        } else if (batch.size() < wanted) {
            texts.add("the batch has " + Counted.of(batch.size(), "example") + " instead of " + wanted + ": "
                    + (settings.jointRule().isPresent() ? whyShortJointly() : whyShort(labels)));
        }
        if (!batch.isEmpty() && repeats == 0 && labels.annotations().size() > 0) {
            texts.add("the batch holds only new examples: "
                    + (labels.annotators().size() < 2
                            ? "there is only one known annotator, and nobody is asked twice"
                            : "a first label of these is expected to help more than a further one of those labelled"));
        }
        if (!batch.isEmpty() && repeats == batch.size()) {
            texts.add("the batch holds only examples that have labels already: "
                    + (unlabelled == 0
                            ? "there is no other"
                            : "a further label of these is expected to help more than a first one of the " + unlabelled
                                    + " unlabelled"));
        }
    }

    private static String whyShortJointly() {
        return "of every other example, each of those who can be asked has labelled or skipped it, is away or gives no more"
                + " labels (joint.capacities), or is not known to be better than guessing";
    }

    private static String whyShort(LabelState labels) {
        int people = labels.annotators().size();
        return people == 0
                ? "there are no others to ask about"
                : (people == 1 ? "the only known annotator" : "each of the " + people + " known annotators")
                        + " has labelled or skipped every other one; name more people by annotators=NAME,... if there are"
                        + " any";
    }

    /** What the batch costs if those answer who are suggested; where nobody is, as much as it can. */
    private static double price(List<BatchRow> batch, LabelState labels, Costs costs) {
        return batch.stream()
                .mapToDouble(row -> row.suggestedAnnotator().isEmpty()
                        ? dearest(costs)
                        : costs.price(labels.annotators().indexOf(row.suggestedAnnotator()), row.repeat()))
                .sum();
    }

    /** What a label can cost at most. */
    static double dearest(Costs costs) {
        double rate = costs.annotatorRates().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        return rate * Math.max(costs.newLabel(), costs.repeatLabel());
    }

    private static String named(List<String> names) {
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMED ? ", and " + (names.size() - MOST_NAMED) + " more" : "");
    }
}
