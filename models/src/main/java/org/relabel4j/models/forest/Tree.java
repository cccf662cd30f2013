package org.relabel4j.models.forest;

import java.util.Arrays;

/**
 * A decision tree in flat arrays: four numbers a node, one after another, so that a step down the tree touches one line of the
 * cache. A node's name is where its numbers start; the root is 0. A split's children are neighbours, so that one name names
 * both; a leaf's child is the leaf itself, whatever the example.
 */
final class Tree {
    private static final int STRIDE = 4;
    private static final int FEATURE = 0;
    /** Bits of a float. */
    private static final int THRESHOLD = 1;
    /** First child of a split; a leaf itself. */
    private static final int CHILD = 2;
    /** Where a leaf's class probabilities start. */
    private static final int LEAF = 3;

    private final int numClasses;
    private int[] nodes = new int[256];
    private int end;
    private float[] leafProbabilities = new float[256];
    private int leavesEnd;

    Tree(int numClasses) {
        this.numClasses = numClasses;
    }

    /** 1 if the value is above the threshold, 0 if not: without a branch. Both are finite, or the threshold is +infinity. */
    static int isAbove(float value, float threshold) {
        return Float.floatToRawIntBits(threshold - value) >>> 31;
    }

    /** The same number, but 0 for -0: what {@link #isAbove} wants of a threshold. */
    static float positiveZero(float threshold) {
        return threshold + 0f;
    }

    /** Adds a node, to be made a split or a leaf; returns its name. */
    int addNode() {
        if (end + STRIDE > nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * nodes.length);
        }
        int node = end;
        end += STRIDE;
        return node;
    }

    /** The other child of a split. */
    static int second(int firstChild) {
        return firstChild + STRIDE;
    }

    /** Makes a node a leaf with the classes' shares of its examples. */
    void makeLeaf(int node, int[] classCounts, int size) {
        float[] shares = new float[numClasses];
        for (int k = 0; k < numClasses; k++) {
            shares[k] = (float) ((double) classCounts[k] / size);
        }
        makeLeaf(node, shares, 0);
    }

    /** Makes a node a leaf with class probabilities that start at a place. */
    void makeLeaf(int node, float[] probabilities, int from) {
        int offset = leavesEnd;
        leavesEnd += numClasses;
        if (leavesEnd > leafProbabilities.length) {
            leafProbabilities = Arrays.copyOf(leafProbabilities, Math.max(leavesEnd, 2 * leafProbabilities.length));
        }
        System.arraycopy(probabilities, from, leafProbabilities, offset, numClasses);
        set(node, 0, Float.POSITIVE_INFINITY, node, offset);
    }

    /**
     * Makes a node a split and adds its children: examples up to the threshold go to the first, others to the second.
     *
     * @param threshold finite, not -0
     * @return name of the first child
     */
    int makeSplit(int node, int feature, float threshold) {
        int first = addNode();
        addNode();
        set(node, feature, threshold, first, 0);
        return first;
    }

    /** Makes a node a split whose children are there already. */
    void makeSplit(int node, int feature, float threshold, int firstChild) {
        set(node, feature, threshold, firstChild, 0);
    }

    private void set(int node, int feature, float threshold, int child, int leaf) {
        nodes[node + FEATURE] = feature;
        nodes[node + THRESHOLD] = Float.floatToRawIntBits(threshold);
        nodes[node + CHILD] = child;
        nodes[node + LEAF] = leaf;
    }

    /**
     * Adds, for some examples, the probabilities of the leaf that each falls into. Four go down the tree at a time: each step
     * waits for the one before, and the processor does the others' meanwhile.
     *
     * @param x values, {@code numFeatures} an example
     * @param sums by class, then example
     * @param found room for a number per example
     */
    void addProbabilities(float[] x, int numFeatures, int count, double[][] sums, int[] found) {
        findLeaves(x, numFeatures, count, found);
        for (int k = 0; k < numClasses; k++) {
            double[] sum = sums[k];
            for (int n = 0; n < count; n++) {
                sum[n] += leafProbabilities[found[n] + k];
            }
        }
    }

    /** Where the probabilities of each example's leaf start. */
    private void findLeaves(float[] x, int numFeatures, int count, int[] found) {
        int[] tree = nodes;
        int n = 0;
        for (; n + 3 < count; n += 4) {
            int x0 = n * numFeatures;
            int x1 = x0 + numFeatures;
            int x2 = x1 + numFeatures;
            int x3 = x2 + numFeatures;
            int node0 = 0;
            int node1 = 0;
            int node2 = 0;
            int node3 = 0;
            int sum = 0;
            int before;
            do {
                before = sum;
                node0 = child(tree, node0, x, x0);
                node1 = child(tree, node1, x, x1);
                node2 = child(tree, node2, x, x2);
                node3 = child(tree, node3, x, x3);
                sum = node0 + node1 + node2 + node3;
                // Children come after their parents, so the sum stays only where all four are leaves.
            } while (sum != before);
            found[n] = tree[node0 + LEAF];
            found[n + 1] = tree[node1 + LEAF];
            found[n + 2] = tree[node2 + LEAF];
            found[n + 3] = tree[node3 + LEAF];
        }
        for (; n < count; n++) {
            int node = 0;
            int parent;
            do {
                parent = node;
                node = child(tree, parent, x, n * numFeatures);
            } while (node != parent);
            found[n] = tree[node + LEAF];
        }
    }

    private static int child(int[] tree, int node, float[] x, int from) {
        float threshold = Float.intBitsToFloat(tree[node + THRESHOLD]);
        return tree[node + CHILD] + STRIDE * isAbove(x[from + tree[node + FEATURE]], threshold);
    }

    /** Name of the node that was added as the given one, counted from 0. */
    static int node(int number) {
        return number * STRIDE;
    }

    boolean isLeaf(int node) {
        return nodes[node + CHILD] == node;
    }

    /** The feature that a split looks at. */
    int feature(int node) {
        return nodes[node + FEATURE];
    }

    float threshold(int node) {
        return Float.intBitsToFloat(nodes[node + THRESHOLD]);
    }

    /** The number of a split's first child. */
    int firstChild(int node) {
        return nodes[node + CHILD] / STRIDE;
    }

    /** Copies the class probabilities of a leaf to a place. */
    void copyLeaf(int node, float[] destination, int offset) {
        System.arraycopy(leafProbabilities, nodes[node + LEAF], destination, offset, numClasses);
    }

    int numClasses() {
        return numClasses;
    }

    int numLeaves() {
        return leavesEnd / numClasses;
    }

    /** Number of nodes, leaves included. */
    int size() {
        return end / STRIDE;
    }
}
