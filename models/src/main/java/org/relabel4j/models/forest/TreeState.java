package org.relabel4j.models.forest;

import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/**
 * A tree as tensors: {@code nodes}, shape (nodes, 3), with a split's feature, threshold and number of its first child, which the
 * second one follows, or -1, 0, 0 for a leaf; and {@code leaves}, shape (leaves, numClasses), with the probabilities of the leaves in the
 * order of the nodes.
 */
final class TreeState {
    private static final String NODES = "nodes";
    private static final String LEAVES = "leaves";
    private static final int LENGTH = 3;

    private TreeState() {}

    static void save(Tree tree, StateWriter out) {
        double[] nodes = new double[Math.multiplyExact(tree.size(), LENGTH)];
        float[] leaves = new float[Math.multiplyExact(tree.numLeaves(), tree.numClasses())];
        int leaf = 0;
        for (int number = 0; number < tree.size(); number++) {
            int node = Tree.node(number);
            if (tree.isLeaf(node)) {
                nodes[number * LENGTH] = -1;
                tree.copyLeaf(node, leaves, leaf);
                leaf += tree.numClasses();
            } else {
                nodes[number * LENGTH] = tree.feature(node);
                nodes[number * LENGTH + 1] = tree.threshold(node);
                nodes[number * LENGTH + 2] = tree.firstChild(node);
            }
        }
        out.doubles(NODES, nodes, tree.size(), LENGTH);
        out.floats(LEAVES, leaves, tree.numLeaves(), tree.numClasses());
    }

    static Tree read(StateReader in, int numFeatures) {
        int size = in.shape(NODES, 2)[0];
        int numLeaves = in.shape(LEAVES, 2)[0];
        double[] nodes = in.doubles(NODES, size, LENGTH);
        float[] leaves = in.floats(LEAVES, numLeaves, in.numClasses());
        Tree tree = new Tree(in.numClasses());
        for (int number = 0; number < size; number++) {
            tree.addNode();
        }
        int leaf = 0;
        for (int number = 0; number < size; number++) {
            double feature = nodes[number * LENGTH];
            double child = nodes[number * LENGTH + 2];
            if (feature == -1 && leaf < numLeaves) {
                tree.makeLeaf(Tree.node(number), leaves, leaf++ * in.numClasses());
            } else if (isBelow(feature, numFeatures) && child > number && isBelow(child, size - 1)) {
                tree.makeSplit(
                        Tree.node(number),
                        (int) feature,
                        Tree.positiveZero((float) nodes[number * LENGTH + 1]),
                        Tree.node((int) child));
            } else {
                throw in.problem(NODES, "has no sound node " + number);
            }
        }
        if (size == 0) {
            throw in.problem(NODES, "is empty");
        }
        return tree;
    }

    private static boolean isBelow(double value, int end) {
        return value >= 0 && value < end && value == (int) value;
    }
}
