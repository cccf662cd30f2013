package org.relabel4j.models.forest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Grows trees on all training examples, as scikit-learn's {@code ExtraTreeClassifier} with its splitter {@code random}: at
 * each node features are drawn without replacement, each with one threshold uniform between its least and greatest value
 * there, and the split with the least Gini impurity wins. Drawing ends after {@code maxFeatures} features, but not before one
 * that is not constant at the node.
 *
 * <p>A node's examples are kept in the order of their classes, so that classes are counted without looking at labels; no loop
 * over examples has a branch that depends on a comparison with a threshold, which no processor can predict.
 */
final class TreeGrower {
    /** scikit-learn's: features that vary by no more count as constant. */
    private static final float CONSTANT_RANGE = 1e-7f;

    /** Numbers of a node on the stack before its class counts: node, start of its samples. */
    private static final int STACK_HEAD = 2;

    private final float[][] columns;
    private final int[] classSizes;
    private final ExtraTreesConfig config;

    private final int[] samples;
    private final int[] rightSamples;
    private final int[] drawOrder;
    private final int[] counts;
    private final int[] rightCounts;
    private int[] leftCounts;
    private int[] bestLeftCounts;
    /** Of the feature tried last, and of the best one so far: the value of each example of the node. */
    private float[] values;

    private float[] bestValues;
    private int bestFeature;
    private float bestThreshold;
    private double bestPurity;

    /**
     * @param columns values by feature, then training example, those of class 0 first, then those of class 1 and so on
     * @param classSizes training examples of each class
     */
    TreeGrower(float[][] columns, int[] classSizes, ExtraTreesConfig config) {
        this.columns = columns;
        this.classSizes = classSizes;
        this.config = config;
        int size = sum(classSizes);
        samples = new int[size];
        rightSamples = new int[size];
        drawOrder = new int[columns.length];
        counts = new int[classSizes.length];
        rightCounts = new int[classSizes.length];
        leftCounts = new int[classSizes.length];
        bestLeftCounts = new int[classSizes.length];
        values = new float[size];
        bestValues = new float[size];
    }

    /** A tree that depends on the generator only, not on trees grown before. */
    Tree grow(RandomGenerator rng) {
        Arrays.setAll(samples, n -> n);
        Arrays.setAll(drawOrder, n -> n);
        Tree tree = new Tree(classSizes.length);
        // Nodes still to do. Depth first, right child first in and left child first out, so the stack stays as short as
        // the
        // tree is deep.
        int entry = STACK_HEAD + classSizes.length;
        int[] stack = new int[32 * entry];
        push(stack, 0, tree.addNode(), 0, classSizes);
        int top = entry;
        while (top > 0) {
            top -= entry;
            int node = stack[top];
            int start = stack[top + 1];
            System.arraycopy(stack, top + STACK_HEAD, counts, 0, counts.length);
            int size = sum(counts);
            if (size < config.minSamplesSplit() || isPure(size) || !findSplit(start, size, rng)) {
                tree.makeLeaf(node, counts, size);
                continue;
            }
            int middle = partition(start, size);
            int first = tree.makeSplit(node, bestFeature, bestThreshold);
            if (top + 2 * entry > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            for (int k = 0; k < counts.length; k++) {
                rightCounts[k] = counts[k] - bestLeftCounts[k];
            }
            push(stack, top, Tree.second(first), middle, rightCounts);
            push(stack, top + entry, first, start, bestLeftCounts);
            top += 2 * entry;
        }
        return tree;
    }

    private static int sum(int[] items) {
        int sum = 0;
        for (int item : items) {
            sum += item;
        }
        return sum;
    }

    private static void push(int[] stack, int top, int node, int start, int[] classCounts) {
        stack[top] = node;
        stack[top + 1] = start;
        System.arraycopy(classCounts, 0, stack, top + STACK_HEAD, classCounts.length);
    }

    private boolean isPure(int size) {
        for (int count : counts) {
            if (count > 0) {
                return count == size;
            }
        }
        return true;
    }

    /** Draws features and keeps the best split; false if every feature is constant here. */
    private boolean findSplit(int start, int size, RandomGenerator rng) {
        bestPurity = Double.NEGATIVE_INFINITY;
        int wanted = config.featuresToTry(columns.length);
        int constant = 0;
        for (int drawn = 0; drawn < columns.length && (drawn < wanted || drawn == constant); drawn++) {
            int other = drawn + rng.nextInt(columns.length - drawn);
            int feature = drawOrder[other];
            drawOrder[other] = drawOrder[drawn];
            drawOrder[drawn] = feature;
            if (!trySplit(feature, start, size, rng)) {
                constant++;
            }
        }
        return bestPurity > Double.NEGATIVE_INFINITY;
    }

    /** Tries one random threshold of a feature; false if the feature is constant here. */
    private boolean trySplit(int feature, int start, int size, RandomGenerator rng) {
        float[] column = columns[feature];
        float min = column[samples[start]];
        float max = min;
        for (int n = 0; n < size; n++) {
            float value = column[samples[start + n]];
            values[n] = value;
            // Not Math.min and max, which care about the sign of zero: new extremes are rare, so this is well
            // predicted.
            if (value < min) {
                min = value;
            }
            if (value > max) {
                max = value;
            }
        }
        if (max <= min + CONSTANT_RANGE) {
            return false;
        }
        float threshold = (float) (min + rng.nextDouble() * ((double) max - min));
        if (threshold >= max) {
            // Rounded up to it; both sides must have an example.
            threshold = min;
        }
        threshold = Tree.positiveZero(threshold);
        int leftSize = countLeft(threshold);
        double purity = purity(leftSize, size - leftSize);
        if (purity > bestPurity) {
            bestPurity = purity;
            bestFeature = feature;
            bestThreshold = threshold;
            int[] spareCounts = bestLeftCounts;
            bestLeftCounts = leftCounts;
            leftCounts = spareCounts;
            float[] spareValues = bestValues;
            bestValues = values;
            values = spareValues;
        }
        return true;
    }

    /** Counts the examples of each class up to the threshold; returns their number. */
    private int countLeft(float threshold) {
        int leftSize = 0;
        int end = 0;
        for (int k = 0; k < counts.length; k++) {
            int begin = end;
            end += counts[k];
            int right = 0;
            for (int n = begin; n < end; n++) {
                right += Tree.isAbove(values[n], threshold);
            }
            leftCounts[k] = counts[k] - right;
            leftSize += leftCounts[k];
        }
        return leftSize;
    }

    /**
     * What the weighted Gini impurity of the two sides lacks to the node's size: {@code sum_k l_k^2 / l + sum_k r_k^2 / r}.
     * The greater, the purer.
     */
    private double purity(int leftSize, int rightSize) {
        double left = 0;
        double right = 0;
        for (int k = 0; k < counts.length; k++) {
            double l = leftCounts[k];
            double r = counts[k] - leftCounts[k];
            left += l * l;
            right += r * r;
        }
        return left / leftSize + right / rightSize;
    }

    /** Moves the examples of the left side before the others, each side in its old order; returns where the right starts. */
    private int partition(int start, int size) {
        int left = start;
        int right = 0;
        for (int n = 0; n < size; n++) {
            int sample = samples[start + n];
            int above = Tree.isAbove(bestValues[n], bestThreshold);
            // Written to both places; what does not belong there is overwritten by the next.
            samples[left] = sample;
            rightSamples[right] = sample;
            left += 1 - above;
            right += above;
        }
        System.arraycopy(rightSamples, 0, samples, left, right);
        return left;
    }
}
