package org.relabel4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;
import org.relabel4j.benchmarks.learning.LearningExperiment;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** The calls that the README shows. */
class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void scoresFromJava() {
        int numExamples = 200;
        int numAnnotators = 2;
        int numClasses = 2;
        double[][] rows = new double[numExamples][];
        for (int i = 0; i < numExamples; i++) {
            rows[i] = new double[] {0.5 + 0.002 * i, 0.5 - 0.002 * i};
        }

        Annotations annotations = Annotations.builder(numExamples, numAnnotators, numClasses)
                .add(17, 0, 1) // example, annotator, label
                .add(17, 1, 0)
                .build();
        Probabilities predProbs = DenseProbabilities.of(rows);
        ActiveLabResult result = ActiveLab.single().analyse(annotations, List.of(predProbs), new SplittableRandom(1));
        int[] batch = BatchSelector.lowest(result.scores(), 100, new SplittableRandom(2));

        assertEquals(100, batch.length);
        assertEquals(100, Arrays.stream(batch).distinct().count());
    }

    @Test
    void runsAnExperimentFromJava() throws Exception {
        ExperimentConfig config = Experiments.load("wall-robot", List.of("model=knn", "trials=1", "rounds=3"));
        GridResult<LearningState> result =
                Grid.run(new LearningExperiment(config), folder, new RunOptions(2, false), GridListener.SILENT);
        List<RoundRow> rows = LearningExperiment.rows(result.states());

        assertEquals(
                3,
                rows.stream()
                        .filter(row -> row.cell().strategy().equals("random"))
                        .count());
    }
}
