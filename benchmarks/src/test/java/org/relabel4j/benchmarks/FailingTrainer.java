package org.relabel4j.benchmarks;

import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;

/** Fails as a native library would. */
final class FailingTrainer implements Trainer {
    @Override
    public String name() {
        return "failing";
    }

    @Override
    public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
        throw new UnsatisfiedLinkError("no such library");
    }
}
