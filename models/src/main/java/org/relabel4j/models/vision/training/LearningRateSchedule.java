package org.relabel4j.models.vision.training;

/** How the learning rate falls after the warm-up. */
public enum LearningRateSchedule {
    /** Along half a cosine wave to zero at the end (Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts). */
    COSINE {
        @Override
        double factor(double progress) {
            return 0.5 * (1 + Math.cos(Math.PI * progress));
        }
    },
    /** To a tenth after half of the training and again after three quarters (He et al. 2016, section 4.2). */
    STEP {
        @Override
        double factor(double progress) {
            return progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
        }
    },
    /** Not at all. */
    CONSTANT {
        @Override
        double factor(double progress) {
            return 1;
        }
    };

    /** The share of the full rate at a share of the training, 0 to 1. */
    abstract double factor(double progress);
}
