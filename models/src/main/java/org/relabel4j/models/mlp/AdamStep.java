package org.relabel4j.models.mlp;

/**
 * The numbers of one step of Adam (Kingma and Ba 2015, arXiv:1412.6980), in the form at the end of the paper's section 2, as
 * scikit-learn and Deeplearning4j have it: both bias corrections in the step's size, epsilon not corrected.
 *
 * @param size learning rate × sqrt(1 - beta2^t) / (1 - beta1^t)
 */
record AdamStep(double size) {
    static final double BETA1 = 0.9;
    static final double BETA2 = 0.999;
    static final double EPSILON = 1e-8;

    /**
     * The t-th step.
     *
     * @param t number of the step, from 1
     */
    static AdamStep number(int t, double learningRate) {
        return new AdamStep(learningRate * Math.sqrt(1 - Math.pow(BETA2, t)) / (1 - Math.pow(BETA1, t)));
    }
}
