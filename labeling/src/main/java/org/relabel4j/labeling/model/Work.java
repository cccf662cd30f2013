package org.relabel4j.labeling.model;

/**
 * What a model takes, in multiplications or what takes as long, estimated from sizes alone: the same on every machine, so that a
 * time limit leaves out the same models on every machine. The constants are those of usual settings, rounded up.
 */
enum Work {
    /** About 150 passes, of two products each: most go into the choice of the penalty. */
    SOFTMAX {
        @Override
        double training(Size size) {
            return 2 * 150 * size.examples() * prediction(size);
        }

        @Override
        double prediction(Size size) {
            return (double) size.features() * size.numClasses();
        }
    },
    /** 100 trees of root-many features a split; a step down a tree waits for memory. */
    EXTRA_TREES {
        @Override
        double training(Size size) {
            return 100 * size.examples() * depth(size) * 4 * Math.sqrt(size.features());
        }

        @Override
        double prediction(Size size) {
            return 100 * 5 * depth(size);
        }

        private double depth(Size size) {
            return 1 + Math.log(1 + size.examples()) / Math.log(2);
        }
    },
    /** 100 units, about 100 epochs of three products each. */
    MLP {
        @Override
        double training(Size size) {
            return 3 * 100 * size.examples() * prediction(size);
        }

        @Override
        double prediction(Size size) {
            return 100.0 * (size.features() + size.numClasses());
        }
    },
    /** A distance to each training example. */
    KNN {
        @Override
        double training(Size size) {
            return size.examples() * size.features();
        }

        @Override
        double prediction(Size size) {
            return size.examples() * size.features();
        }
    };

    /** In a second, of a slow core. */
    static final double A_SECOND = 1e9;

    /** A training set's examples, and values of each. */
    record Size(double examples, int features, int numClasses) {}

    /** Of a training set. */
    abstract double training(Size size);

    /** Of one example, by a model of a training set. */
    abstract double prediction(Size size);
}
