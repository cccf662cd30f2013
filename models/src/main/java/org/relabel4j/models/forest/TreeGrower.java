package org.relabel4j.models.forest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Grows one tree on all training examples, as scikit-learn's {@code ExtraTreeClassifier} with its splitter {@code random}: at
 * each node features are drawn without replacement, each with one threshold uniform between its least and greatest value
 * there, and the split with the least Gini impurity wins. Drawing ends after {@code maxFeatures} features, but not before one
 * that is not constant at the node.
 */
final class TreeGrower {
    /** scikit-learn's: features that vary by no more count as constant. */
    private static final float CONSTANT_RANGE = 1e-7f;

    private final float[][] columns;
    private final int[] labels;
    private final int numClasses;
    private final ExtraTreesConfig config;
    private final RandomGenerator rng;

    private final int[] samples;
    private final int[] drawOrder;
    private final int[] counts;
    private final int[] leftCounts;

    private int bestFeature;
    private float bestThreshold;
    private double bestPurity;
    private int bestLeftSize;

    /**
     * @param columns values by feature, then training example
     * @param labels class of each training example
     */
    TreeGrower(float[][] columns, int[] labels, int numClasses, ExtraTreesConfig config, RandomGenerator rng) {
        this.columns = columns;
        this.labels = labels;
        this.numClasses = numClasses;
        this.config = config;
        this.rng = rng;
        samples = new int[labels.length];
        drawOrder = new int[columns.length];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = n;
        }
        for (int f = 0; f < drawOrder.length; f++) {
            drawOrder[f] = f;
        }
        counts = new int[numClasses];
        leftCounts = new int[numClasses];
    }

    Tree grow() {
        Tree tree = new Tree();
        // Nodes still to do, three numbers each: node, start and end of its part of samples. Depth first, right child
        // first
        // in and left child first out, so the stack stays as short as the tree is deep.
        int[] stack = new int[96];
        int top = push(stack, 0, tree.addNode(), 0, samples.length);
        while (top > 0) {
            top -= 3;
            int node = stack[top];
            int start = stack[top + 1];
            int end = stack[top + 2];
            countClasses(start, end);
            if (end - start < config.minSamplesSplit() || isPure(end - start) || !findSplit(start, end)) {
                tree.makeLeaf(node, counts, end - start);
                continue;
            }
            int middle = partition(start, end);
            int first = tree.addNode();
            tree.addNode();
            tree.makeSplit(node, bestFeature, bestThreshold, first);
            if (top + 6 > stack.length) {
                stack = Arrays.copyOf(stack, 2 * stack.length);
            }
            top = push(stack, top, first + 1, middle, end);
            top = push(stack, top, first, start, middle);
        }
        return tree;
    }

    private static int push(int[] stack, int top, int node, int start, int end) {
        stack[top] = node;
        stack[top + 1] = start;
        stack[top + 2] = end;
        return top + 3;
    }

    private void countClasses(int start, int end) {
        Arrays.fill(counts, 0);
        for (int n = start; n < end; n++) {
            counts[labels[samples[n]]]++;
        }
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
    private boolean findSplit(int start, int end) {
        bestPurity = Double.NEGATIVE_INFINITY;
        int wanted = config.featuresToTry(columns.length);
        int constant = 0;
        for (int drawn = 0; drawn < columns.length && (drawn < wanted || drawn == constant); drawn++) {
            int other = drawn + rng.nextInt(columns.length - drawn);
            int feature = drawOrder[other];
            drawOrder[other] = drawOrder[drawn];
            drawOrder[drawn] = feature;
            if (!trySplit(feature, start, end)) {
                constant++;
            }
        }
        return bestPurity > Double.NEGATIVE_INFINITY;
    }

    /** Tries one random threshold of a feature; false if the feature is constant here. */
    private boolean trySplit(int feature, int start, int end) {
        float[] column = columns[feature];
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (int n = start; n < end; n++) {
            float value = column[samples[n]];
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        if (max <= min + CONSTANT_RANGE) {
            return false;
        }
        float threshold = (float) (min + rng.nextDouble() * ((double) max - min));
        if (threshold >= max) {
            // Rounded up to it; both sides must have an example.
            threshold = min;
        }
        Arrays.fill(leftCounts, 0);
        int leftSize = 0;
        for (int n = start; n < end; n++) {
            if (column[samples[n]] <= threshold) {
                leftCounts[labels[samples[n]]]++;
                leftSize++;
            }
        }
        double purity = purity(leftSize, end - start - leftSize);
        if (purity > bestPurity) {
            bestPurity = purity;
            bestFeature = feature;
            bestThreshold = threshold;
            bestLeftSize = leftSize;
        }
        return true;
    }

    /**
     * What the weighted Gini impurity of the two sides lacks to the node's size: {@code sum_k l_k^2 / l + sum_k r_k^2 / r}.
     * The greater, the purer.
     */
    private double purity(int leftSize, int rightSize) {
        double left = 0;
        double right = 0;
        for (int k = 0; k < numClasses; k++) {
            double l = leftCounts[k];
            double r = counts[k] - leftCounts[k];
            left += l * l;
            right += r * r;
        }
        return left / leftSize + right / rightSize;
    }

    /** Moves the examples of the left side before the others; returns where the right side starts. */
    private int partition(int start, int end) {
        float[] column = columns[bestFeature];
        int left = start;
        int right = end;
        while (left < right) {
            int sample = samples[left];
            if (column[sample] <= bestThreshold) {
                left++;
            } else {
                right--;
                samples[left] = samples[right];
                samples[right] = sample;
            }
        }
        if (left - start != bestLeftSize) {
            throw new IllegalStateException(
                    "a split put " + (left - start) + " examples left instead of " + bestLeftSize);
        }
        return left;
    }
}
