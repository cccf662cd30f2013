package org.relabel4j.models.vision.training;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly over the first steps and then follows a {@link LearningRateSchedule}.
 *
 * @param rate full rate
 * @param warmUp steps to rise for; the step of this number is the first of the full rate
 * @param steps steps of the whole training
 * @param schedule what follows
 */
record WarmUp(
        @JsonProperty("rate") double rate,
        @JsonProperty("warmUp") int warmUp,
        @JsonProperty("steps") int steps,
        @JsonProperty("schedule") LearningRateSchedule schedule)
        implements ISchedule {
    @Override
    public double valueAt(int step, int epoch) {
        if (step < warmUp) {
            return rate * (step + 1) / (warmUp + 1);
        }
        return rate * schedule.factor((double) (step - warmUp) / Math.max(1, steps - warmUp));
    }

    /** Records do not change. */
    @Override
    public ISchedule clone() {
        return this;
    }
}
