package org.relabel4j.labeling.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.relabel4j.core.metric.LogLoss;
import org.relabel4j.core.multilabel.YesNoTrainer;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.core.validation.StratifiedKFold;
import org.relabel4j.jobs.Progress;

/**
 * Chooses among candidates by their cross-validated log loss on the labelled examples: the same folds for all.
 *
 * <p>The same labels and seed give the same choice on every machine, fast or slow, so no clock is looked at. What a candidate
 * takes is estimated ({@link Work}). One whose round would take longer than the limit is left out. If comparing the others would
 * take longer than the limit in all, they are compared on a half, a third, … of the labelled examples, drawn with each class's
 * share.
 *
 * <p>{@code hog}, which has learnt nothing from other images, has to be better than a network by more than a standard error of the
 * difference (Breiman et al. 1984, Classification and regression trees, section 3.4.3): with few labels chance decides who is first.
 */
final class Comparison {
    private final ModelChooser.Request request;
    private final Progress progress;

    Comparison(ModelChooser.Request request, Progress progress) {
        this.request = request;
        this.progress = progress;
    }

    /** A candidate and its log loss of each example. */
    private record Tried(Candidate candidate, double[] losses) {
        double loss() {
            return StatUtils.sum(losses) / losses.length;
        }
    }

    /** The examples to compare on, and their labels to each question that is compared on. */
    private record Sample(Examples examples, List<int[]> questions) {
        int size() {
            return questions.get(0).length;
        }

        double guessing(int numClasses) {
            return questions.stream()
                            .mapToDouble(labels -> LogLoss.ofGuessing(labels, numClasses))
                            .sum()
                    / questions.size();
        }
    }

    ModelChoice choose(List<Candidate> candidates) {
        Candidate usual = candidates.get(0);
        String few = tooFew();
        if (!few.isEmpty()) {
            return usual.chosen("the usual model, for " + few + " are too few to compare models", "");
        }
        List<Candidate> fast = candidates.stream()
                .filter(candidate -> candidate == usual || candidate.round(request) <= request.seconds())
                .toList();
        Sample sample = sample(fast);
        List<Tried> tried = new ArrayList<>();
        for (Candidate candidate : fast) {
            progress.update("comparing models", tried.size(), fast.size());
            tried.add(new Tried(candidate, losses(candidate, sample)));
        }
        progress.update("comparing models", tried.size(), fast.size());
        // The sort is stable: of equal ones the first candidate wins.
        tried.sort(Comparator.comparingDouble(Tried::loss));
        if (tried.size() > 1
                && tried.get(0).candidate().model().equals(Candidates.WITHOUT_NETWORK)
                && !isBetter(tried.get(0).losses(), tried.get(1).losses())) {
            Collections.swap(tried, 0, 1);
        }
        double guessing = sample.guessing(request.numClasses());
        return tried.get(0)
                .candidate()
                .chosen(reason(tried, candidates, sample, guessing), warning(tried.get(0), guessing));
    }

    private static String warning(Tried best, double guessing) {
        return best.loss() < guessing
                ? ""
                : String.format(
                        Locale.ROOT,
                        "by log loss no model that was compared is better than guessing: the best, %s, has %.3f by"
                                + " cross-validation, guessing %.3f; add labels, or a network that knows such examples",
                        best.candidate().shown(),
                        best.loss(),
                        guessing);
    }

    /** What the labels are, if they are too few: each class needs two, so that one can be predicted from the other. */
    private String tooFew() {
        int labels = request.numLabelled();
        boolean few = telling().isEmpty() || labels < 2 * request.numClasses() || labels < request.numFolds();
        if (!few) {
            return "";
        }
        return request.areSets()
                ? Counted.of(labels, "label") + ", with both answers twice for "
                        + telling().size() + " of " + request.questions().size() + " classes,"
                : Counted.of(labels, "label") + " of "
                        + Arrays.stream(counts(request.questions().get(0)))
                                .filter(count -> count > 0)
                                .count()
                        + " of " + request.numClasses() + " classes";
    }

    private int[] counts(int[] labels) {
        int[] counts = new int[request.numClasses()];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** The questions whose labels have two classes that stand there twice. */
    private List<int[]> telling() {
        return request.questions().stream()
                .filter(labels -> Arrays.stream(counts(labels))
                                .filter(count -> count >= 2)
                                .count()
                        >= 2)
                .toList();
    }

    private Sample sample(List<Candidate> candidates) {
        int labelled = request.numLabelled();
        int parts = 1;
        // A part has two examples a fold at least.
        while (labelled / (parts + 1) >= 2 * request.numFolds()
                && seconds(candidates, labelled / parts) > request.seconds()) {
            parts++;
        }
        List<int[]> questions = telling();
        if (parts == 1) {
            return new Sample(request.labelled(), questions);
        }
        int[] part = StratifiedKFold.assign(
                // No part has its share of the answers to every question.
                request.areSets() ? new int[labelled] : questions.get(0),
                request.numClasses(),
                parts,
                Seeds.generator(request.seed(), "labels to compare models on"));
        int[] rows = IntStream.range(0, labelled).filter(i -> part[i] == 0).toArray();
        return new Sample(
                request.labelled().rows(rows),
                questions.stream()
                        .map(labels -> Arrays.stream(rows).map(i -> labels[i]).toArray())
                        .toList());
    }

    private double seconds(List<Candidate> candidates, double labelled) {
        return candidates.stream()
                .mapToDouble(candidate -> candidate.comparison(request, labelled))
                .sum();
    }

    /** Whether the mean of losses is lower than that of others by more than a standard error of the difference. */
    static boolean isBetter(double[] losses, double[] others) {
        double[] differences = new double[losses.length];
        Arrays.setAll(differences, i -> others[i] - losses[i]);
        return StatUtils.mean(differences) > Math.sqrt(StatUtils.variance(differences) / differences.length);
    }

    /** The mean over the questions. */
    private double[] losses(Candidate candidate, Sample sample) {
        CrossValidation validation = new CrossValidation(new CrossValidation.Scheme(
                List.of(request.areSets() ? new YesNoTrainer(candidate.trainer()) : candidate.trainer()),
                sample.examples(),
                sample.examples().rows(new int[0]),
                request.numFolds(),
                false,
                false));
        double[] losses = new double[sample.size()];
        for (int[] labels : sample.questions()) {
            Probabilities predicted = validation
                    .fit(labels, request.numClasses(), request.seed())
                    .get(0)
                    .pool();
            for (int i = 0; i < losses.length; i++) {
                losses[i] -= Math.log(Math.max(predicted.get(i, labels[i]), LogLoss.MIN_PROB))
                        / sample.questions().size();
            }
        }
        return losses;
    }

    private String reason(List<Tried> tried, List<Candidate> candidates, Sample sample, double guessing) {
        String leftOut = candidates.stream()
                .filter(candidate -> tried.stream().noneMatch(one -> one.candidate() == candidate))
                .map(candidate -> String.format(
                        Locale.ROOT,
                        "%s, a round of which would take about %.0f s",
                        candidate.shown(),
                        candidate.round(request)))
                .collect(Collectors.joining("; "));
        String others = tried.stream()
                .skip(1)
                .map(one -> String.format(
                        Locale.ROOT,
                        "%.3f of %s%s",
                        one.loss(),
                        one.candidate().shown(),
                        one.loss() < tried.get(0).loss() ? ", too close to tell" : ""))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "log loss %.3f by cross-validation%s, beside %s%s; guessing has %.3f",
                tried.get(0).loss(),
                sample.size() == request.numLabelled()
                        ? ""
                        : " of " + sample.size() + " of the " + Counted.of(request.numLabelled(), "labelled example"),
                others.isEmpty() ? "no other" : others,
                leftOut.isEmpty() ? "" : " (left out: " + leftOut + ")",
                guessing);
    }
}
