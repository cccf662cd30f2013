package org.relabel4j.jmh;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.registry.Models;

/** One fold of Wall Robot: 1,600 examples of 4 features and 4 classes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainingBenchmark {
    private static final int ROWS = 1600;

    private Dataset data;
    private int[] rows;
    private int[] labels;
    private Trainer perceptron;
    private Trainer trees;
    private Classifier trainedTrees;

    /** Loads the data and trains the trees to predict with. */
    @Setup
    public void setUp() throws InputException {
        data = Datasets.load("wall-robot", Map.of(), 1);
        rows = IntStream.range(0, ROWS).toArray();
        labels = Arrays.copyOf(data.poolLabels(), ROWS);
        perceptron = Models.trainer("mlp", Map.of("epochs", "20", "patience", "20"));
        trees = Models.trainer("extra-trees", Map.of());
        trainedTrees = train(trees);
    }

    /** 20 epochs of 8 batches: 160 steps of the multi-layer perceptron. */
    @Benchmark
    public Classifier perceptronSteps() {
        return train(perceptron);
    }

    /** Growing the trees of one fold. */
    @Benchmark
    public Classifier growTrees() {
        return train(trees);
    }

    /** Probabilities of 1,600 examples. */
    @Benchmark
    public Probabilities predictTrees() {
        return trainedTrees.predict(data.pool(), rows);
    }

    private Classifier train(Trainer trainer) {
        return trainer.train(data.pool(), rows, labels, data.classNames().size(), 1);
    }
}
