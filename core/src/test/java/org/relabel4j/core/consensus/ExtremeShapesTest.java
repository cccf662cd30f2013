package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusMethods;

/**
 * Tables of labels that are all one row or all one column. Limits of processor time are far above what linear work takes
 * (well under a second) and far below what quadratic work would: 10^10 steps. Other processes on the machine do not count.
 */
class ExtremeShapesTest {
    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final int MANY = 100_000;

    /**
     * All but the one that takes each example's newest label whatever the others say, the one for two classes, and the one that
     * compares any two annotators and refuses such tables.
     */
    static List<String> methods() {
        return ConsensusMethods.names().stream()
                .filter(name -> !List.of("newest-label", "kos", "m-msr").contains(name))
                .toList();
    }

    private static Consensus infer(String method, Annotations annotations, Probabilities predProbs) {
        return ConsensusMethods.byName(method).infer(annotations, List.of(predProbs), Seeds.generator(1, "test"));
    }

    private static <T> T inLinearTime(Supplier<T> work) {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        T result = work.get();
        long nanos = threads.getCurrentThreadCpuTime() - begin;
        assertTrue(nanos < LIMIT_NANOS, () -> nanos + " ns of processor time");
        return result;
    }

    private static Probabilities uniform(int numExamples, int numClasses) {
        double[] values = new double[numExamples * numClasses];
        Arrays.fill(values, 1.0 / numClasses);
        return DenseProbabilities.ofRowMajor(numExamples, numClasses, values);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneExampleMayHaveAHundredThousandLabels(String method) {
        // Example 0: six of ten annotators say 2, the others 0. Examples 1 and 2 have three of those labels each.
        AnnotationsBuilder builder = Annotations.builder(3, MANY, 3).reserve(MANY + 6);
        for (int j = 0; j < MANY; j++) {
            builder.add(0, j, j % 10 < 6 ? 2 : 0);
        }
        for (int j = 0; j < 3; j++) {
            builder.add(1, j, 1).add(2, j, 0);
        }

        Consensus consensus = inLinearTime(() -> infer(method, builder.build(), uniform(3, 3)));

        assertArrayEquals(new int[] {2, 1, 0}, consensus.labels());
        assertEquals(0.6, consensus.agreement(0), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oneAnnotatorMayHaveAllLabels(String method) {
        int[] labels = IntStream.range(0, MANY).map(i -> i % 7).toArray();
        AnnotationsBuilder builder = Annotations.builder(MANY, 1, 7).reserve(MANY);
        for (int i = 0; i < MANY; i++) {
            builder.add(i, 0, labels[i]);
        }

        Consensus consensus = inLinearTime(() -> infer(method, builder.build(), uniform(MANY, 7)));

        assertArrayEquals(labels, consensus.labels());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void annotatorsMayBeFarMoreThanExamples(String method) {
        // Of a million annotators, four gave labels.
        Annotations annotations = Annotations.builder(2, 1_000_000, 3)
                .add(0, 999_999, 1)
                .add(0, 5, 1)
                .add(0, 6, 2)
                .add(1, 999_998, 0)
                .build();

        Consensus consensus = inLinearTime(() -> infer(method, annotations, uniform(2, 3)));

        assertArrayEquals(new int[] {1, 0}, consensus.labels());
    }

    @Test
    void manyTiedClassesOfOneExampleTakeOnePass() {
        // Each of 50,000 classes has two votes.
        int numClasses = MANY / 2;
        AnnotationsBuilder builder = Annotations.builder(2, MANY, numClasses).reserve(MANY + 3);
        for (int j = 0; j < MANY; j++) {
            builder.add(0, j, j / 2);
        }
        // Annotators 0 and 1, who chose class 0, agree with the majority of example 1, annotator 2 does not; the others
        // count as the mean of the three.
        Annotations annotations = builder.add(1, 0, 9).add(1, 1, 9).add(1, 2, 8).build();

        Consensus consensus =
                inLinearTime(() -> new MajorityVote().infer(annotations, List.of(), Seeds.generator(1, "test")));

        assertEquals(0, consensus.label(0));
    }

    @Test
    void activeLabScoresAnExampleWithAHundredThousandLabels() {
        AnnotationsBuilder builder = Annotations.builder(2, MANY, 2).reserve(MANY);
        for (int j = 0; j < MANY; j++) {
            builder.add(0, j, j % 4 == 0 ? 0 : 1);
        }

        double[] scores = inLinearTime(() -> ActiveLab.single()
                .analyse(builder.build(), List.of(uniform(2, 2)), Seeds.generator(1, "test"))
                .scores()
                .toArray());

        // So many labels make the example certain as far as they agree; the unlabelled one has (1/2 + 1/2) / 2.
        assertEquals(0.5, scores[1], 1e-12);
        assertTrue(scores[0] > scores[1] && scores[0] < 0.75, "score " + scores[0]);
    }

    @Test
    void dawidSkeneRefusesMoreConfusionMatricesThanFitAnArray() {
        Annotations annotations =
                Annotations.builder(1, 3_000_000, 1000).add(0, 2_999_999, 1).build();

        String message = assertThrows(
                        IllegalArgumentException.class, () -> infer("dawid-skene", annotations, uniform(1, 1000)))
                .getMessage();

        assertEquals(
                "dawid-skene estimates a confusion matrix an annotator, which is too much for 3000000 annotators and"
                        + " 1000 classes; use crowdlab, glad or majority-vote",
                message);
    }
}
