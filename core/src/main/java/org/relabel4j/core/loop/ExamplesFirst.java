package org.relabel4j.core.loop;

import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.PoolState;

/** A strategy chooses examples, a source decides who answers. */
record ExamplesFirst(AcquisitionStrategy strategy, LabelSource labels) implements Asking {
    @Override
    public LabelBatch ask(PoolState pool, Room room, RandomGenerator rng) {
        Limits limits = room.limits();
        OptionalInt annotator = labels.annotator(pool.round());
        int[] wanted = select(
                pool,
                limits.canAfford(false, annotator, room.spent()),
                limits.canAfford(true, annotator, room.spent()),
                room.batchSize(),
                rng);
        checkBatch(wanted, pool.numExamples());
        int[] batch = limits.affordable(wanted, pool.annotations(), annotator, room.spent());
        LabelBatch answers = labels.label(batch, pool);
        checkAnswers(batch, answers, pool.numExamples());
        return answers;
    }

    /** Lets the strategy choose among the kinds of example that can be paid for. */
    private int[] select(PoolState pool, boolean newLabels, boolean repeats, int batchSize, RandomGenerator rng) {
        if (newLabels && repeats) {
            return strategy.select(pool, batchSize, rng);
        }
        int[] candidates = newLabels ? pool.unlabelled() : repeats ? pool.labelled() : new int[0];
        if (candidates.length == 0) {
            return candidates;
        }
        return strategy.select(pool, candidates, Math.min(batchSize, candidates.length), rng);
    }

    /** A strategy of one's own that breaks its contract would otherwise spoil a run unnoticed. */
    private static void checkBatch(int[] batch, int numExamples) {
        boolean[] chosen = new boolean[numExamples];
        for (int example : batch) {
            if (example < 0 || example >= numExamples || chosen[example]) {
                boolean outside = example < 0 || example >= numExamples;
                throw new IllegalStateException("the strategy chose example " + example
                        + (outside ? " of a pool of " + numExamples : " twice in one batch")
                        + "; select must return distinct examples of the pool");
            }
            chosen[example] = true;
        }
    }

    /** So would a label source. */
    private static void checkAnswers(int[] asked, LabelBatch answers, int numExamples) {
        boolean[] open = new boolean[numExamples];
        for (int example : asked) {
            open[example] = true;
        }
        for (int example : answers.examples()) {
            if (example < 0 || example >= numExamples || !open[example]) {
                throw new IllegalStateException("the label source answered about example " + example
                        + ", which was not asked about or is answered already; give at most one answer a question");
            }
            open[example] = false;
        }
    }
}
