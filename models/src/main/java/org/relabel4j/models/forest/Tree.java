package org.relabel4j.models.forest;

import java.util.Arrays;

/**
 * A decision tree in flat arrays. Node 0 is the root; a split's children are neighbours, so that one number names both; a
 * leaf's class probabilities lie one after another.
 */
final class Tree {
    private static final int LEAF = -1;

    private int[] features = new int[64];
    private float[] thresholds = new float[64];
    /** First child of a split; start of a leaf's probabilities. */
    private int[] targets = new int[64];

    private float[] leafProbabilities = new float[64];
    private int nodes;
    private int leaves;

    /** Adds a node, to be made a split or a leaf; returns its number. */
    int addNode() {
        if (nodes == features.length) {
            features = Arrays.copyOf(features, 2 * nodes);
            thresholds = Arrays.copyOf(thresholds, 2 * nodes);
            targets = Arrays.copyOf(targets, 2 * nodes);
        }
        return nodes++;
    }

    /** Makes a node a leaf with the classes' shares of its examples. */
    void makeLeaf(int node, int[] classCounts, int size) {
        int numClasses = classCounts.length;
        int offset = leaves * numClasses;
        if (offset + numClasses > leafProbabilities.length) {
            leafProbabilities = Arrays.copyOf(leafProbabilities, Math.max(offset + numClasses, 2 * offset));
        }
        for (int k = 0; k < numClasses; k++) {
            leafProbabilities[offset + k] = (float) ((double) classCounts[k] / size);
        }
        features[node] = LEAF;
        targets[node] = offset;
        leaves++;
    }

    /** Makes a node a split; examples up to the threshold go to child {@code first}, others to {@code first + 1}. */
    void makeSplit(int node, int feature, float threshold, int first) {
        features[node] = feature;
        thresholds[node] = threshold;
        targets[node] = first;
    }

    /** Adds the probabilities of the leaf that the example at {@code x[from ..]} falls into. */
    void addProbabilities(float[] x, int from, double[] out, int offset, int numClasses) {
        int node = 0;
        int feature = features[0];
        while (feature != LEAF) {
            node = x[from + feature] <= thresholds[node] ? targets[node] : targets[node] + 1;
            feature = features[node];
        }
        int leaf = targets[node];
        for (int k = 0; k < numClasses; k++) {
            out[offset + k] += leafProbabilities[leaf + k];
        }
    }

    /** Number of nodes, leaves included. */
    int size() {
        return nodes;
    }
}
