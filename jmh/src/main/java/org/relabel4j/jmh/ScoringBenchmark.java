package org.relabel4j.jmh;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.relabel4j.benchmarks.bench.ScoringInput;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.calibration.TemperatureFit;
import org.relabel4j.core.calibration.TemperatureScaling;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;

/** ActiveLab, CROWDLAB and the temperature search inside them, half of the examples labelled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {
    /** Examples in the pool. */
    @Param({"4000", "40000", "400000"})
    public int examples;

    /** Classes K. */
    @Param({"10"})
    public int classes;

    private ScoringInput input;

    /** Draws the input. */
    @Setup
    public void setUp() {
        input = ScoringInput.generate(
                new ScoringInput.Sizes(examples / 2, examples - examples / 2, 500, classes, 1.5), 1);
    }

    /** Scores of all examples. */
    @Benchmark
    public ActiveLabResult activeLab() {
        return ActiveLab.single().analyse(input.annotations(), List.of(input.predProbs()), new SplittableRandom(1));
    }

    /** Consensus labels and qualities, uncalibrated. */
    @Benchmark
    public CrowdLabResult crowdLab() {
        return new CrowdLab().analyse(input.annotations(), List.of(input.predProbs()), new SplittableRandom(1));
    }

    /** The best temperature. */
    @Benchmark
    public TemperatureFit temperature() {
        return TemperatureScaling.fit(input.annotations(), input.predProbs());
    }
}
