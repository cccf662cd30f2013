package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.core.cleaning.LabelDistribution;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.HumanLabels;

class PeopleSourcesTest {
    private static final CleaningConfig.People SIMULATED = new CleaningConfig.People("instance-noise", 0.05, 3, 5);

    @Test
    void simulatedPeopleDisputeWhatLiesBetweenTheClasses() {
        Dataset line = new FakeComponents().dataset("line", java.util.Map.of("pool", "300"), 1);

        LabelDistribution people = PeopleSources.people(line, SIMULATED);

        assertEquals(0.05, people.noiseRate(), 1e-12);
        assertArrayEquals(line.poolLabels(), people.trueLabels());
        float[] place = new float[1];
        double disputed = 0;
        int numDisputed = 0;
        for (int i = 0; i < 300; i++) {
            if (people.isAmbiguous(i)) {
                line.pool().copyTo(i, place, 0);
                // Classes lie at 0, 1 and 2; borders are at 0.5 and 1.5.
                disputed += Math.abs(Math.abs(place[0] - 1) - 0.5);
                numDisputed++;
            }
        }
        assertTrue(numDisputed > 15 && numDisputed < 90, "ambiguous: " + numDisputed);
        assertTrue(disputed / numDisputed < 0.25, "mean distance from a border: " + disputed / numDisputed);
    }

    @Test
    void answersAreTheCountsOfRealPeople() {
        Dataset data = new Dataset(
                "two",
                FeatureMatrix.ofRowMajor(2, 1, new float[2]),
                new int[] {0, 0},
                FeatureMatrix.ofRowMajor(0, 1, new float[0]),
                new int[0],
                List.of("no", "yes"),
                "made up",
                Optional.of(HumanLabels.ofCounts(2, new int[][] {{3, 1}, {0, 5}})));

        LabelDistribution people = PeopleSources.people(data, new CleaningConfig.People("answers", 0.05, 3, 5));

        assertArrayEquals(new double[] {0.75, 0.25}, people.row(0), 0);
        assertArrayEquals(new int[] {0, 1}, people.trueLabels(), "people decide what is true");
    }

    /** The authors: 454 ambiguous images; on 5,000 images with all of these, T = 2 and 10 give 15.1 % and 30.5 % noise. */
    @Test
    @Tag("slow")
    void temperaturesGiveThePublishedNoiseOnCifar10H() throws IOException {
        String data = System.getenv("RELABEL4J_DATA");
        assumeTrue(data != null, "needs RELABEL4J_DATA, the folder with cifar10h/cifar10h-counts.npy");
        LabelDistribution people = LabelDistribution.ofCounts(counts(Path.of(data, "cifar10h", "cifar10h-counts.npy")));
        int numAmbiguous = 0;
        for (int i = 0; i < people.numExamples(); i++) {
            numAmbiguous += people.isAmbiguous(i) ? 1 : 0;
        }

        assertEquals(454, numAmbiguous);
        // Which clear images they drew is not known; the mean over all is within a few thousandths.
        assertEquals(0.151, noise(people, 2), 0.005);
        assertEquals(0.305, noise(people, 10), 0.008);
    }

    /** Expected noise on 5,000 images: all that are ambiguous, and of the others a random choice. */
    private static double noise(LabelDistribution people, double temperature) {
        LabelDistribution hasty = people.tempered(temperature);
        int[] truth = people.trueLabels();
        double[] wrong = new double[2];
        double[] numbers = new double[2];
        for (int i = 0; i < truth.length; i++) {
            int kind = people.isAmbiguous(i) ? 1 : 0;
            wrong[kind] += 1 - hasty.row(i)[truth[i]];
            numbers[kind]++;
        }
        return ((5000 - numbers[1]) * wrong[0] / numbers[0] + wrong[1]) / 5000;
    }

    private static double[][] counts(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(10 + bytes.getShort(8));
        double[][] counts = new double[10_000][10];
        for (double[] row : counts) {
            for (int k = 0; k < row.length; k++) {
                row[k] = bytes.getLong();
            }
        }
        return counts;
    }
}
