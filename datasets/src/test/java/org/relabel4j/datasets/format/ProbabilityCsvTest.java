package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

class ProbabilityCsvTest {
    private static final String GOOD = "task,cat,dog\nx,0.5,0.5\ny,0.25,0.75\nz,1,0e0\n";

    @TempDir
    Path folder;

    private Path file(String content) {
        return Broken.write(folder, "p.csv", content);
    }

    static double[] values(Probabilities p) {
        double[] values = new double[p.numExamples() * p.numClasses()];
        p.copyRows(0, p.numExamples(), values, 0);
        return values;
    }

    static DenseProbabilities random(int numExamples, int numClasses, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] rows = new double[numExamples][numClasses];
        for (double[] row : rows) {
            double sum = 0;
            for (int k = 0; k < numClasses; k++) {
                row[k] = random.nextDouble();
                sum += row[k];
            }
            for (int k = 0; k < numClasses; k++) {
                row[k] /= sum;
            }
        }
        return DenseProbabilities.of(rows);
    }

    @Test
    void readsTasksClassesAndValues() throws Exception {
        ProbabilityTable table = ProbabilityFiles.read(file(GOOD), ProbabilityOptions.NONE);

        assertEquals(List.of("x", "y", "z"), table.tasks());
        assertEquals(Optional.of(List.of("cat", "dog")), table.classNames());
        assertArrayEquals(new double[] {0.5, 0.5, 0.25, 0.75, 1, 0}, values(table.probabilities()));
    }

    @Test
    void acceptsMarkQuotesEndingsBlankLinesAndColumnOrder() throws Exception {
        ProbabilityTable table = ProbabilityFiles.read(
                file("\uFEFFcat,\"item\",dog\r\n\r\n0.5,x,\"0.5\"\r\n 0.25 ,y,0.75\r\n\r\n1,z,0"),
                ProbabilityOptions.NONE);

        assertEquals(List.of("x", "y", "z"), table.tasks());
        assertEquals(Optional.of(List.of("cat", "dog")), table.classNames());
        assertArrayEquals(new double[] {0.5, 0.5, 0.25, 0.75, 1, 0}, values(table.probabilities()));
    }

    @Test
    void percentSignsMeanPercentages() throws Exception {
        ProbabilityTable table = ProbabilityFiles.read(
                file("task,cat,dog\nx,50%,50 %\ny,12%,88%\nz,33%,66%\n"), ProbabilityOptions.NONE);

        // The last row is off by a hundredth, as rounding leaves it.
        assertArrayEquals(new double[] {0.5, 0.5, 0.12, 0.88, 1 / 3.0, 2 / 3.0}, values(table.probabilities()), 1e-15);
        assertEquals("has percentages, which were divided by 100", table.notes().get(0));
    }

    @Test
    void writtenValuesReadBackExactly() throws Exception {
        DenseProbabilities p = random(200, 3, 5);
        Path file = folder.resolve("out.csv");
        List<String> tasks = ClassList.numbered(200);

        ProbabilityCsv.write(file, p, tasks, List.of("a", "b,c", "d"));

        ProbabilityTable table = ProbabilityFiles.read(file, ProbabilityOptions.NONE);
        assertEquals(tasks, table.tasks());
        assertEquals(Optional.of(List.of("a", "b,c", "d")), table.classNames());
        assertArrayEquals(values(p), values(table.probabilities()));
    }

    @Test
    void manyRowsGoToATemporaryFileAndReadTheSame() throws Exception {
        DenseProbabilities p = random(3000, 4, 6);
        Path file = folder.resolve("out.csv");
        ProbabilityCsv.write(file, p, ClassList.numbered(3000), List.of("a", "b", "c", "d"));

        ProbabilityTable table = ProbabilityCsv.read(file, ProbabilityOptions.NONE, 1000);

        assertInstanceOf(MappedProbabilities.class, table.probabilities());
        assertArrayEquals(values(p), values(table.probabilities()));
        table.checkUnchanged();
    }

    @Test
    void ensembleFilesAreBroughtIntoTheFirstOnesOrder() throws Exception {
        Path first = file(GOOD);
        Path second = Broken.write(folder, "q.csv", "task,dog,cat\nz,0.1,0.9\nx,0.2,0.8\ny,0.3,0.7\n");

        List<ProbabilityTable> tables = ProbabilityFiles.readAll(List.of(first, second), ProbabilityOptions.NONE);

        Probabilities q = tables.get(1).probabilities();
        assertArrayEquals(new double[] {0.8, 0.2, 0.7, 0.3, 0.9, 0.1}, values(q));
        assertEquals(0.3, q.get(1, 1));
        assertEquals(List.of("x", "y", "z"), tables.get(1).tasks());
    }

    @Test
    void npyAndCsvOfOneEnsembleMatchByRowNumber() throws Exception {
        Path npy = folder.resolve("p.npy");
        NpyFile.write(npy, DenseProbabilities.of(new double[][] {{1, 0}, {0, 1}}), NpyFile.Precision.FLOAT64);
        Path csv = file("task,a,b\n1,0.5,0.5\n0,0.25,0.75\n");

        assertArrayEquals(
                new double[] {0.25, 0.75, 0.5, 0.5},
                values(ProbabilityFiles.readAll(List.of(npy, csv), ProbabilityOptions.NONE)
                        .get(1)
                        .probabilities()));
        assertArrayEquals(
                new double[] {0, 1, 1, 0},
                values(ProbabilityFiles.readAll(List.of(csv, npy), ProbabilityOptions.NONE)
                        .get(1)
                        .probabilities()));
    }

    private void refuses(String content, String message) {
        Path file = file(content);
        Broken.refuses(file, message, () -> ProbabilityFiles.read(file, ProbabilityOptions.NONE));
    }

    @Test
    void refusesRowsThatAreNoDistribution() {
        refuses(
                GOOD.replace("0.75", "0.58"),
                "p.csv:3: task \"y\" sums to 0.830000, expected 1 ± 0.001; divide each row by its sum first");
        refuses(GOOD.replace("0.75", "NaN"), "p.csv:3: task \"y\" has NaN for class 1, expected a probability");
        refuses(
                GOOD.replace("0.25,0.75", "-0.0005,1.0005"),
                "p.csv:3: task \"y\" has -5.0E-4 for class 0, expected at least 0; clip and renormalise each row first");
        refuses(
                GOOD.replace("0.25,0.75", "2.5,-0.75"),
                "p.csv:3: task \"y\" has values outside [0, 1] (sum 1.75000): these look like logits;"
                        + " apply softmax to each row first");
    }

    @Test
    void refusesWhatIsNoNumber() {
        refuses(
                GOOD.replace("0.75", "high"),
                "p.csv:3: has \"high\" as probability of class \"dog\", expected a number from 0 to 1;"
                        + " leave the column out, or name those of probabilities with --pred-columns");
        refuses(
                GOOD.replace("0.75", "75%"),
                "p.csv:3: task \"y\" has 1 of 2 values with a percent sign, expected all values of the file or none;"
                        + " write all in one way");
        refuses(
                GOOD.replace("0.25,0.75", "25%,75%"),
                "p.csv:3: task \"y\" has 2 of 2 values with a percent sign, expected all values of the file or none;"
                        + " write all in one way");
        refuses(
                GOOD.replace("0.75", "75%%"),
                "p.csv:3: has \"75%%\" as probability of class \"dog\", expected a number from 0 to 1;"
                        + " leave the column out, or name those of probabilities with --pred-columns");
        refuses(
                GOOD.replace("0.75", "\"0,75\""),
                "p.csv:3: has \"0,75\" as probability of class \"dog\", expected a number from 0 to 1;"
                        + " write a decimal point instead of the comma");
        refuses(
                GOOD.replace("0.75", ""),
                "p.csv:3: has nothing as probability of class \"dog\", expected a number from 0 to 1");
        refuses(
                GOOD.replace("0.75", "nan"),
                "p.csv:3: has \"nan\" as probability of class \"dog\", expected a number from 0 to 1");
    }

    @Test
    void refusesATaskTwice() {
        refuses(GOOD.replace("z,", "x,"), "p.csv:4: has task \"x\", which line 2 has too, expected one row a task");
    }

    @Test
    void refusesFewerThanTwoClasses() {
        refuses(
                "task,cat\nx,1\n",
                "p.csv:1: has 1 class, expected at least 2 columns beside the task's;"
                        + " with two classes, add a column with 1 - p");
        refuses("task\nx\n", "p.csv:1: has 0 classes, expected at least 2 columns beside the task's");
    }

    @Test
    void refusesNoTaskColumnNoRowsAndAnEmptyFile() {
        refuses(
                "cat,dog\n0.5,0.5\n",
                "p.csv:1: has no column \"task\" in its header \"cat,dog\", expected it or example or item");
        refuses("task,cat,dog\n", "p.csv: has no rows, expected one row an example below the header");
        refuses("", "p.csv: is empty, expected a header and rows below it");
        refuses(
                "task,cat,,dog\nx,0.5,0,0.5\n",
                "p.csv:1: has no name for column 3, expected a class name;"
                        + " drop the column, or name those of probabilities with --pred-columns");
    }

    @Test
    void refusesEnsemblesThatDiffer() throws Exception {
        Path first = file(GOOD);
        Path second = folder.resolve("q.csv");

        Files.writeString(second, GOOD.replace("z,", "w,"));
        Broken.refuses(
                second,
                "q.csv: has no task \"z\", expected the tasks of p.csv",
                () -> ProbabilityFiles.readAll(List.of(first, second), ProbabilityOptions.NONE));
        Files.writeString(second, GOOD.replace("cat", "cow"));
        Broken.refuses(
                second,
                "q.csv: has no column \"cat\", expected the classes of p.csv",
                () -> ProbabilityFiles.readAll(List.of(first, second), ProbabilityOptions.NONE));
        Files.writeString(second, "task,cat,dog,cow\nx,0.5,0.5,0\n");
        Broken.refuses(
                second,
                "q.csv: has 3 classes, expected 2 as in p.csv",
                () -> ProbabilityFiles.readAll(List.of(first, second), ProbabilityOptions.NONE));
        Files.writeString(second, "task,cat,dog\nx,0.5,0.5\n");
        Broken.refuses(
                second,
                "q.csv: has 1 row, expected 3 as in p.csv",
                () -> ProbabilityFiles.readAll(List.of(first, second), ProbabilityOptions.NONE));
    }
}
