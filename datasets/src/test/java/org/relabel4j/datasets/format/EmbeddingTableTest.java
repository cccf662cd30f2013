package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.Embeddings;

class EmbeddingTableTest {
    private static final Path PROBS = Path.of("p.csv");

    @TempDir
    Path folder;

    /** The values in the order of a pool of three, one each. */
    private float[] ordered(Path file, List<String> notes, String... pool) throws InputException {
        Embeddings embeddings = EmbeddingTable.read(file).inOrderOf(List.of(pool), PROBS, notes::add);
        float[] values = new float[3];
        for (int i = 0; i < values.length; i++) {
            embeddings.copyRow(i, values, i);
        }
        return values;
    }

    @Test
    void rowsWithoutTasksAreTheirNumbersIfTheTasksAreThese() throws Exception {
        Path npy = folder.resolve("e.npy");
        NpyFile.write(npy, 1, new double[] {5, 6, 7}, NpyFile.Precision.FLOAT32);
        Path csv = Broken.write(folder, "e.csv", "x\n5\n6\n7\n");
        for (Path file : List.of(npy, csv)) {
            List<String> notes = new ArrayList<>();

            assertArrayEquals(new float[] {5, 6, 7}, ordered(file, notes, "0", "1", "2"));
            assertEquals(List.of(), notes);
            assertArrayEquals(new float[] {7, 5, 6}, ordered(file, notes, "2", "0", "1"));
            assertArrayEquals(new float[] {7, 5, 6}, ordered(file, notes, "2.0", "0.0", "1.0"));
            String numbers = file + ": has no column of tasks, so row numbers from 0 on were taken as the tasks,"
                    + " not the order of p.csv";
            assertEquals(List.of(numbers, numbers), notes);
        }
    }

    @Test
    void rowsWithoutTasksStandInTheOrderOfOtherTasks() throws Exception {
        Path csv = Broken.write(folder, "e.csv", "x\n5\n6\n7\n");
        String[][] pools = {{"b", "a", "c"}, {"3", "1", "2"}, {"1", "0", "a"}, {"1", "1.0", "0"}};
        for (String[] pool : pools) {
            List<String> notes = new ArrayList<>();

            assertArrayEquals(new float[] {5, 6, 7}, ordered(csv, notes, pool));
            assertEquals(List.of(csv + ": has no column of tasks, so rows were taken in the order of p.csv"), notes);
        }
    }
}
