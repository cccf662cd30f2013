package org.relabel4j.core.cleaning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabelDistributionTest {
    private static final double[][] COUNTS = {{9, 1, 0}, {0, 4, 0}, {2, 1, 2}};

    @Test
    void countsBecomeFractionsAndTheLikeliestLabelIsTheTruth() {
        double[][] counts = {COUNTS[0].clone(), COUNTS[1].clone(), COUNTS[2].clone()};
        LabelDistribution people = LabelDistribution.ofCounts(counts);

        assertArrayEquals(new double[] {0.9, 0.1, 0}, people.row(0), 1e-12);
        assertArrayEquals(new int[] {0, 1, 0}, people.trueLabels(), "of equal ones the first");
        assertArrayEquals(COUNTS[0], counts[0], "the caller's counts stay as they are");
        // Wrong: 0.1, 0 and 0.6.
        assertEquals(0.7 / 3, people.noiseRate(), 1e-12);
    }

    @Test
    void entropyIsToBaseKAndDecidesWhatIsAmbiguous() {
        LabelDistribution people = LabelDistribution.ofCounts(new double[][] {{1, 1, 1}, {1, 0, 0}, {1, 1, 0}});

        assertEquals(1, people.entropy(0), 1e-12);
        assertEquals(0, people.entropy(1), 1e-12);
        assertEquals(Math.log(2) / Math.log(3), people.entropy(2), 1e-12);
        assertTrue(people.isAmbiguous(2));
        assertFalse(people.isAmbiguous(1));
    }

    @Test
    void temperatureTakesRootsOfTheCounts() {
        LabelDistribution hasty = LabelDistribution.ofCounts(COUNTS).tempered(2);

        // Roots of 9 and 1 are 3 and 1; nobody says 2.
        assertArrayEquals(new double[] {0.75, 0.25, 0}, hasty.row(0), 1e-12);
        assertArrayEquals(new double[] {0, 1, 0}, hasty.row(1), 1e-12);
        double root = Math.sqrt(2);
        assertEquals(root / (2 * root + 1), hasty.row(2)[2], 1e-12);
    }

    @Test
    void findsTheTemperatureOfANoiseRate() {
        LabelDistribution people = LabelDistribution.ofCounts(COUNTS);

        double temperature = people.temperatureFor(0.35);

        assertEquals(0.35, people.tempered(temperature).noiseRate(), 1e-9);
        assertEquals(1, people.temperatureFor(people.noiseRate()), 1e-6);
    }

    @Test
    void saysWhichNoiseRatesAreWithinReach() {
        // At infinite temperature 1/2, 0 and 2/3 are wrong: 0.3889.
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> LabelDistribution.ofCounts(COUNTS).temperatureFor(0.5));

        assertTrue(error.getMessage().startsWith("noise rate is 0.5, but "), error::getMessage);
        assertTrue(error.getMessage().contains("to 0.3889"), error::getMessage);
    }

    @Test
    void refusesWhatIsNoCount() {
        assertMessage("label counts of example 1 are all 0", new double[][] {{1, 2}, {0, 0}});
        assertMessage("label counts of example 1 hold -1.0", new double[][] {{1, 2}, {3, -1}});
        assertMessage("predProbs row 1 has 3 values, expected 2", new double[][] {{1, 2}, {1, 2, 3}});
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelDistribution.ofCounts(COUNTS).tempered(0));
    }

    private static void assertMessage(String start, double[][] counts) {
        var error = assertThrows(IllegalArgumentException.class, () -> LabelDistribution.ofCounts(counts));
        assertTrue(error.getMessage().startsWith(start), error::getMessage);
    }
}
