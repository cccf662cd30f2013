package org.relabel4j.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;

/**
 * Examples with their true classes, split into a pool to choose from and a test set. Immutable; the arrays are copied in and
 * out.
 *
 * @param name id of the data set
 * @param pool examples that labels can be asked for, in random order
 * @param poolLabels true class of each, which simulated annotators err from
 * @param test examples to measure models on
 * @param testLabels true class of each
 * @param classNames name of each class, in order
 * @param attribution licence, and whom to name
 * @param humanLabels what real people said about the pool's examples, if that is known
 */
public record Dataset(
        String name,
        Examples pool,
        int[] poolLabels,
        Examples test,
        int[] testLabels,
        List<String> classNames,
        String attribution,
        Optional<HumanLabels> humanLabels) {
    /**
     * @throws IllegalArgumentException if lengths differ or a class is out of range
     */
    public Dataset {
        poolLabels = poolLabels.clone();
        testLabels = testLabels.clone();
        classNames = List.copyOf(classNames);
        check("pool", pool, poolLabels, classNames.size());
        check("test", test, testLabels, classNames.size());
        if (humanLabels.isPresent()
                && (humanLabels.get().numExamples() != pool.size()
                        || humanLabels.get().numClasses() != classNames.size())) {
            throw new IllegalArgumentException("the human labels are " + humanLabels.get() + ", expected those of "
                    + pool.size() + " examples and " + classNames.size() + " classes");
        }
    }

    /** Examples of which nobody's labels are known. The parameters as those of the record. */
    public Dataset(
            String name,
            Examples pool,
            int[] poolLabels,
            Examples test,
            int[] testLabels,
            List<String> classNames,
            String attribution) {
        this(name, pool, poolLabels, test, testLabels, classNames, attribution, Optional.empty());
    }

    private static void check(String part, Examples examples, int[] labels, int numClasses) {
        if (examples.size() != labels.length) {
            throw new IllegalArgumentException(part + " has " + Counted.of(examples.size(), "example") + " but "
                    + Counted.of(labels.length, "label"));
        }
        for (int label : labels) {
            if (label < 0 || label >= numClasses) {
                throw new IllegalArgumentException(part + " label is " + label + ", expected 0 to " + (numClasses - 1));
            }
        }
    }

    @Override
    public int[] poolLabels() {
        return poolLabels.clone();
    }

    @Override
    public int[] testLabels() {
        return testLabels.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset that
                && name.equals(that.name)
                && pool.equals(that.pool)
                && Arrays.equals(poolLabels, that.poolLabels)
                && test.equals(that.test)
                && Arrays.equals(testLabels, that.testLabels)
                && classNames.equals(that.classNames)
                && attribution.equals(that.attribution)
                && humanLabels.equals(that.humanLabels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(poolLabels)) + Arrays.hashCode(testLabels);
    }

    @Override
    public String toString() {
        return "Dataset[" + name + ", " + pool.size() + " pool, " + test.size() + " test, " + classNames.size()
                + " classes]";
    }
}
