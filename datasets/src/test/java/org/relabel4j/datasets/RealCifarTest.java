package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.simulation.WorstAnnotators;

/** The real CIFAR-10, CIFAR-10H and CIFAR-10N, from the folder that RELABEL4J_DATA names. */
@Tag("slow")
class RealCifarTest {
    @TempDir
    private static Path unpacked;

    private static Path data;
    private static Path images;

    @BeforeAll
    static void findData() throws Exception {
        String named = System.getenv("RELABEL4J_DATA");
        Assumptions.assumeTrue(named != null, "RELABEL4J_DATA is not set: it names a folder with the real data sets");
        data = Path.of(named);
        images = Files.exists(data.resolve("cifar10/MakeCifar10.java")) ? unpack() : data;
    }

    /** The images may lie there as JPEG, with a program beside them that makes the official binary form. */
    private static Path unpack() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "MakeCifar10.java",
                        unpacked.toString())
                .directory(data.resolve("cifar10").toFile())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
        return unpacked;
    }

    private static Dataset load(String name, String... more) throws Exception {
        Map<String, String> options = new java.util.TreeMap<>(Map.of("data-dir", images.toString()));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return Datasets.load(name, options, 1);
    }

    @Test
    void cifar10HasAllItsImages() throws Exception {
        Dataset dataset = load("cifar-10");

        assertEquals(50_000, dataset.pool().size());
        assertEquals(10_000, dataset.test().size());
        assertArrayEquals(new int[] {3, 8, 8, 0}, Arrays.copyOf(dataset.testLabels(), 4));
        for (int k = 0; k < 10; k++) {
            int label = k;
            assertEquals(
                    5000,
                    Arrays.stream(dataset.poolLabels())
                            .filter(other -> other == label)
                            .count());
        }
    }

    /** The worst annotators' labels are about as often right as in the published run: 0.823 of the consensus at its start. */
    @Test
    void cifar10HStartsAsPublished() throws Exception {
        Dataset dataset = load("cifar-10h", "labels-dir", data.toString());
        Annotations real = dataset.humanLabels().orElseThrow().annotations().orElseThrow();
        int[] examples = IntStream.range(0, 1000).toArray();

        Annotations initial =
                WorstAnnotators.published().choose(real, dataset.poolLabels(), examples, Seeds.generator(1, "test"));

        assertEquals(5000, dataset.pool().size());
        assertEquals(2571, real.numAnnotators());
        assertTrue(Arrays.stream(examples).allMatch(initial::isLabelled));
        int right = 0;
        int[] truth = dataset.poolLabels();
        for (int i : examples) {
            for (int a = initial.rowStart(i); a < initial.rowEnd(i); a++) {
                right += initial.labelAt(a) == truth[i] ? 1 : 0;
            }
        }
        assertEquals(0.82, right / (double) initial.size(), 0.05);
        assertTrue(initial.size() < 1600, initial.toString());
    }

    @Test
    void cifar10HHas454AmbiguousImages() throws Exception {
        Dataset dataset =
                load("cifar-10h", "labels-dir", data.toString(), "keep-ambiguous", "true", "pool-size", "454");
        int[][] counts = dataset.humanLabels().orElseThrow().counts();

        long ambiguous =
                IntStream.range(0, 454).filter(i -> entropy10(counts[i]) > 0.30).count();

        assertEquals(454, ambiguous);
    }

    private static double entropy10(int[] counts) {
        double sum = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> -count / sum * Math.log10(count / sum))
                .sum();
    }

    /** The published noise rates: 17.23, 18.12 and 17.64 %. */
    @Test
    void cifar10NHasThePublishedNoise() throws Exception {
        Dataset dataset = load("cifar-10n", "labels-dir", data.toString());
        Annotations labels = dataset.humanLabels().orElseThrow().annotations().orElseThrow();
        int[] truth = dataset.poolLabels();
        int[] wrong = new int[3];
        for (int i = 0; i < truth.length; i++) {
            for (int j = 0; j < 3; j++) {
                wrong[j] += labels.labelBy(i, j) == truth[i] ? 0 : 1;
            }
        }

        assertArrayEquals(
                new double[] {0.1723, 0.1812, 0.1764},
                Arrays.stream(wrong).mapToDouble(n -> n / 50_000.0).toArray(),
                0.00005);
    }
}
