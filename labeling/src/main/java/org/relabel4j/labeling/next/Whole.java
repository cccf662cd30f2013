package org.relabel4j.labeling.next;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.labeling.project.Answers;

/**
 * The consensus of whole labels.
 *
 * @param consensus its labels are places among the names; of sets, quality combines that of the classes, and agreement is that of whole sets
 * @param names those of the answers, and behind them the sets that are a consensus though nobody gave them
 */
record Whole(Consensus consensus, List<String> names) {
    /** @param questions the consensus of each question */
    static Whole of(Answers answers, List<String> classNames, List<Consensus> questions) {
        if (!answers.areSets()) {
            return new Whole(questions.get(0), answers.names());
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        answers.names().forEach(name -> places.put(name, places.size()));
        Annotations given = answers.whole().annotations();
        int[] labels = new int[given.numExamples()];
        double[] quality = new double[labels.length];
        double[] agreement = new double[labels.length];
        Arrays.fill(labels, -1);
        Arrays.fill(quality, Double.NaN);
        Arrays.fill(agreement, Double.NaN);
        for (int n = 0; n < labels.length; n++) {
            int i = n;
            if (questions.get(0).label(i) >= 0) {
                String set = LabelSetText.of(IntStream.range(0, classNames.size())
                        .filter(k -> questions.get(k).label(i) == 1)
                        .mapToObj(classNames::get)
                        .toList());
                places.putIfAbsent(set, places.size());
                labels[i] = places.get(set);
                quality[i] = Combination.PAPER.combine(questions.stream()
                        .mapToDouble(question -> question.quality(i))
                        .toArray());
                agreement[i] = (double) IntStream.range(given.rowStart(i), given.rowEnd(i))
                                .filter(a -> given.labelAt(a) == labels[i])
                                .count()
                        / given.count(i);
            }
        }
        return new Whole(new Consensus(labels, quality, agreement), List.copyOf(places.keySet()));
    }
}
