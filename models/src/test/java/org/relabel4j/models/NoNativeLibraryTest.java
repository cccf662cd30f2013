package org.relabel4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.TestData;
import org.relabel4j.core.training.TestData.Problem;
import org.relabel4j.models.registry.Models;

/** The default models start without ND4J, which costs half a second and 100 MB. */
class NoNativeLibraryTest {
    /** Runs in a process of its own. */
    static final class Child {
        public static void main(String[] args) {
            Problem problem = TestData.clusters(40, 3, 2, 1);
            int[] rows = problem.rows(0, 40);
            Models.all();
            Models.trainers("ensemble", Map.of("mlp.epochs", "2"))
                    .forEach(trainer -> trainer.trainFolds(
                                    problem.examples(), List.of(rows), List.of(problem.labelsOf(rows)), 2, new long[] {1
                                    })
                            .get(0)
                            .predict(problem.examples(), rows));
        }
    }

    @Test
    void defaultModelsLoadNoClassOfNd4j() throws IOException, InterruptedException {
        ChildJvm.Result result = ChildJvm.run(Child.class, List.of("-Xlog:class+load"));

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(
                List.of(),
                result.output()
                        .lines()
                        .filter(line -> line.contains("org.nd4j")
                                || line.contains("org.bytedeco")
                                || line.contains("deeplearning4j"))
                        .toList());
    }
}
