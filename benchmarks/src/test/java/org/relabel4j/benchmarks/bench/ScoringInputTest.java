package org.relabel4j.benchmarks.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.bench.ScoringInput.Sizes;
import org.relabel4j.core.annotation.Annotations;

class ScoringInputTest {
    @Test
    void hasTheSizesAskedFor() {
        ScoringInput input = ScoringInput.generate(new Sizes(2000, 500, 40, 5, 1.5), 1);

        int labels = input.annotations().size();
        assertEquals(
                Map.of("labeled", 2000, "unlabeled", 500, "annotators", 40, "classes", 5, "labels", labels),
                input.sizes());
        // 2000 labels and a second one with probability 1/2: standard deviation sqrt(2000 / 4) = 22, so 5 of them.
        assertEquals(3000, labels, 112);
        assertEquals(2500, input.predProbs().numExamples());
    }

    @Test
    void dependsOnTheSeedAlone() {
        Sizes sizes = new Sizes(50, 10, 7, 3, 2.5);

        ScoringInput first = ScoringInput.generate(sizes, 4);
        ScoringInput again = ScoringInput.generate(sizes, 4);
        ScoringInput other = ScoringInput.generate(sizes, 5);

        assertEquals(first.annotations(), again.annotations());
        assertEquals(first.predProbs().get(17, 2), again.predProbs().get(17, 2));
        assertTrue(first.predProbs().get(17, 2) != other.predProbs().get(17, 2));
    }

    @Property(tries = 50)
    void asksDifferentAnnotatorsAboutOneExample(
            @ForAll @IntRange(min = 1, max = 30) int annotators, @ForAll @IntRange(min = 1, max = 30) int labels) {
        int labelsPerExample = Math.min(labels, annotators);

        Annotations annotations = ScoringInput.generate(new Sizes(20, 0, annotators, 2, labelsPerExample), labels)
                .annotations();

        for (int i = 0; i < 20; i++) {
            Set<Integer> asked = new HashSet<>();
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                asked.add(annotations.annotatorAt(a));
            }
            assertEquals(labelsPerExample, asked.size());
        }
    }

    @Test
    void rejectsMoreLabelsThanAnnotators() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Sizes(10, 0, 2, 3, 2.5));

        assertTrue(error.getMessage().startsWith("labels-per-example is 2.5 but there are 2 annotators"));
    }
}
