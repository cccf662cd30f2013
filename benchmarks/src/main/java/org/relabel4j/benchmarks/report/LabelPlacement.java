package org.relabel4j.benchmarks.report;

/** Places labels near where they belong without overlap. */
final class LabelPlacement {

    private LabelPlacement() {}

    /**
     * Moves positions apart.
     *
     * @param wanted wanted positions, ascending
     * @param spacing least distance between neighbours
     * @param low lowest position allowed
     * @param high highest position allowed; wins over {@code low} if there are too many labels, as does {@code spacing}
     * @return positions, ascending, in the same order
     */
    static double[] spread(double[] wanted, double spacing, double low, double high) {
        double[] placed = wanted.clone();
        double floor = low;
        for (int i = 0; i < placed.length; i++) {
            placed[i] = Math.max(placed[i], floor);
            floor = placed[i] + spacing;
        }
        double ceiling = high;
        for (int i = placed.length - 1; i >= 0; i--) {
            placed[i] = Math.min(placed[i], ceiling);
            ceiling = placed[i] - spacing;
        }
        return placed;
    }
}
