package org.relabel4j.models.registry;

/** Ends of the ranges of models' options: beyond them, training could only fail, for want of memory or of time. */
final class OptionLimits {
    /** Passes over examples, and the like: more would take years. */
    static final int STEPS = 100_000;

    /** Examples of a batch, or of a node. */
    static final int EXAMPLES = 1_000_000;

    /** Units of a layer, or trees. */
    static final int PARTS = 10_000;

    /** Beyond these, products with the number are infinite or vanish. */
    static final double LARGEST = 1e9;

    static final double SMALLEST = 1e-12;

    /** Of shares that may not be the whole. */
    static final double BELOW_1 = Math.nextDown(1.0);

    /** Has a trainer choose a value by the training examples. */
    static final String AUTO = "auto";

    private OptionLimits() {}
}
