package org.relabel4j.core.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.relabel4j.core.agreement.Agreement.Interval;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;

class AgreementTest {
    /** Sums of a few hundred terms of order 1. */
    private static final double TOLERANCE = 1e-12;

    private static final Bootstrap NONE = new Bootstrap(0, 1);

    static List<AgreementMeasure> measures() {
        return AgreementMeasure.all();
    }

    /** A row an annotator, a sign an example: a class from 1 on, or a dot. */
    private static Annotations table(int numClasses, String... rows) {
        AnnotationsBuilder builder = Annotations.builder(rows[0].length(), rows.length, numClasses);
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < rows[j].length(); i++) {
                if (rows[j].charAt(i) != '.') {
                    builder.add(i, j, rows[j].charAt(i) - '1');
                }
            }
        }
        return builder.build();
    }

    /** What benchmarks/peers/agreement.py prints, with krippendorff 0.9.0, statsmodels 0.15.0 and scikit-learn 1.9.1. */
    @ParameterizedTest
    @CsvSource({
        "40, 5, 3, false, 0.5294996265870053, 0.5220313666915609, 0.4970695400733912, 4",
        "60, 6, 2, true, 0.6881533101045296, 0.6864111498257842, 0.6904138126230923, 12",
        "150, 9, 5, false, 0.5393356933327647, NaN, 0.5369459393734451, 15",
        "200, 12, 4, true, 0.6093371495866968, 0.6086849578497797, 0.6128185203883565, 24"
    })
    void equalPublishedImplementations(
            int examples,
            int annotators,
            int classes,
            boolean equally,
            double alpha,
            double fleiss,
            double cohen,
            int pairs) {
        Annotations annotations = ofFormula(examples, annotators, classes, equally);

        assertEquals(alpha, new KrippendorffAlpha().measure(annotations, NONE).value(), TOLERANCE);
        assertEquals(fleiss, new FleissKappa().measure(annotations, NONE).value(), TOLERANCE);
        assertEquals(cohen, new CohenKappa().measure(annotations, NONE).value(), TOLERANCE);
        assertEquals(
                pairs,
                new CohenKappa()
                        .pairs(annotations).stream()
                                .filter(pair -> !Double.isNaN(pair.kappa()))
                                .count());
    }

    private static Annotations ofFormula(int examples, int annotators, int classes, boolean equally) {
        AnnotationsBuilder builder = Annotations.builder(examples, annotators, classes);
        for (int j = 0; j < annotators; j++) {
            for (int i = 0; i < examples; i++) {
                boolean given = equally ? Math.floorMod(j - i, annotators) < 3 : (13 * i + 7 * j + i * j) % 5 < 2;
                int right = (5 * i + i / 7) % classes;
                if (given) {
                    builder.add(i, j, (3 * i + 11 * j + i * j) % 7 < 2 ? (right + j + i) % classes : right);
                }
            }
        }
        return builder.build();
    }

    /** Krippendorff 2011, section C: four observers, twelve units, alpha 0.743. */
    @Test
    void alphaIsThatOfItsSource() {
        Annotations annotations = table(5, "123321412...", "1233224125.3", ".3332342251.", "12332441251.");

        Agreement alpha = new KrippendorffAlpha().measure(annotations, NONE);

        assertEquals(0.743, alpha.value(), 5e-4);
        // The last unit has one label.
        assertEquals(11, alpha.examples());
        assertEquals(40, alpha.labels());
    }

    @Test
    void alphaByHand() {
        // Three units with two labels, 11, 12 and 22: n = 6, n_k = 3, 3. S = (4 - 2) / 1 = 2. 1 - 5 * 2 / (36 - 18) =
        // 4/9.
        assertEquals(
                4 / 9.0,
                new KrippendorffAlpha().measure(table(2, "112", "122"), NONE).value(),
                TOLERANCE);
    }

    @Test
    void fleissByHand() {
        // Two examples with three labels, 111 and 122: P = (1 + 1/3) / 2 = 2/3, p = 4/6 and 2/6, P_e = 20/36. (2/3 -
        // 5/9) / (4/9) = 1/4.
        assertEquals(
                0.25,
                new FleissKappa().measure(table(2, "11", "12", "12"), NONE).value(),
                TOLERANCE);
    }

    @Test
    void cohenByHand() {
        // 4 examples, 3 agreed; the one names class 1 in 3, the other in 2 of 4: p_e = 3/4 * 2/4 + 1/4 * 2/4 = 1/2.
        List<CohenKappa.Pair> pairs = new CohenKappa().pairs(table(2, "1112.", "1122.", "....1"));

        assertEquals(List.of(new CohenKappa.Pair(0, 1, 4, 3, 0.5)), pairs);
    }

    @Test
    void meanOfCohensKappasIsWeightedByExamples() {
        // Annotators 0 and 1 as above: 1/2 of 4 examples. 0 and 2: both name class 1 always, no kappa. 1 and 2: on
        // examples 4 and 5, 11
        // and 21: p_o = 1/2, p_e = 1/2, kappa 0.
        Annotations annotations = table(2, "1112..1", "112212.", "....111");

        Agreement mean = new CohenKappa().measure(annotations, NONE);

        assertEquals((4 * 0.5 + 2 * 0.0) / 6, mean.value(), TOLERANCE);
        assertEquals(7, mean.examples());
        assertEquals(14, mean.labels());
        assertEquals(
                List.of(4, 1, 2),
                new CohenKappa()
                        .pairs(annotations).stream()
                                .map(CohenKappa.Pair::examples)
                                .toList());
    }

    /** Resamples are counted by pattern, or many at a time; here each is made of examples and measured. */
    @ParameterizedTest
    @MethodSource("measures")
    void intervalIsThatOfResampledExamples(AgreementMeasure measure) {
        Annotations annotations = ofFormula(60, 6, 2, true);
        int resamples = 37; // no multiple of what is done at a time
        Bootstrap bootstrap = new Bootstrap(resamples, 5);
        double[] values = IntStream.range(0, resamples)
                .mapToDouble(r -> measure.measure(resampled(annotations, bootstrap.generator(r)), NONE)
                        .value())
                .toArray();

        Interval interval = measure.measure(annotations, bootstrap).interval();

        if (measure instanceof CohenKappa) {
            double value = measure.measure(annotations, NONE).value();
            double half = 1.959963984540054 * Math.sqrt(StatUtils.variance(values));
            assertEquals(value - half, interval.low(), TOLERANCE);
            assertEquals(value + half, interval.high(), TOLERANCE);
        } else {
            assertEquals(StatUtils.percentile(values, 2.5), interval.low(), TOLERANCE);
            assertEquals(StatUtils.percentile(values, 97.5), interval.high(), TOLERANCE);
        }
    }

    /** So many labels of a pair that sums of their weights outgrow the bits in which they are added. */
    @Test
    void manyLabelsOfAPairAreAddedInPieces() {
        Annotations annotations = ofFormula(30_000, 2, 2, true);
        Bootstrap bootstrap = new Bootstrap(3, 5);
        AgreementMeasure measure = new CohenKappa();
        double[] values = IntStream.range(0, 3)
                .mapToDouble(r -> measure.measure(resampled(annotations, bootstrap.generator(r)), NONE)
                        .value())
                .toArray();

        Agreement found = measure.measure(annotations, bootstrap);

        assertEquals(
                found.value() - 1.959963984540054 * Math.sqrt(StatUtils.variance(values)),
                found.interval().low(),
                TOLERANCE);
    }

    @Test
    void whatAnnotatorsShareIsTheSameHeldOrNot() {
        Annotations annotations = ofFormula(40, 5, 3, false);
        SharedLabels held = new SharedLabels(annotations);
        SharedLabels gathered = new SharedLabels(annotations, 0);

        for (int j = 0; j < 5; j++) {
            assertArrayEquals(held.of(j).others(), gathered.of(j).others());
            assertArrayEquals(held.of(j).ends(), gathered.of(j).ends());
            assertArrayEquals(held.of(j).examples(), gathered.of(j).examples());
            assertArrayEquals(held.of(j).labels(), gathered.of(j).labels());
            assertArrayEquals(held.of(j).otherLabels(), gathered.of(j).otherLabels());
        }
        assertSame(held.of(0), held.of(0));
        assertNotSame(gathered.of(0), gathered.of(0));
    }

    @ParameterizedTest
    @MethodSource("measures")
    void tellsHowManyResamplesAreDone(AgreementMeasure measure) {
        List<Integer> told = new ArrayList<>();

        measure.measure(ofFormula(60, 6, 2, true), new Bootstrap(200, 1), told::add);

        assertEquals(told.stream().sorted().toList(), told);
        assertEquals(200, told.get(told.size() - 1));
    }

    private static Annotations resampled(Annotations annotations, RandomGenerator rng) {
        AnnotationsBuilder builder =
                Annotations.builder(annotations.numExamples(), annotations.numAnnotators(), annotations.numClasses());
        for (int n = 0; n < annotations.numExamples(); n++) {
            int i = rng.nextInt(annotations.numExamples());
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                builder.add(n, annotations.annotatorAt(a), annotations.labelAt(a));
            }
        }
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("measures")
    void sameSeedGivesTheSameAndAnotherAnotherInterval(AgreementMeasure measure) {
        Annotations annotations = ofFormula(60, 6, 2, true);

        Agreement first = measure.measure(annotations, new Bootstrap(200, 1));

        assertEquals(first, measure.measure(annotations, new Bootstrap(200, 1)));
        assertNotEquals(first, measure.measure(annotations, new Bootstrap(200, 2)));
        assertTrue(first.interval().low() < first.value()
                && first.value() < first.interval().high());
        assertEquals("", first.reason());
    }

    /** Neither the pool, nor who has no label, nor the order of classes counts. */
    @ParameterizedTest
    @MethodSource("measures")
    void unlabelledExamplesAnnotatorsWithoutLabelsAndNamesOfClassesDoNotCount(AgreementMeasure measure) {
        Annotations annotations = table(3, "1223122", "1123112", "1223212");
        Annotations wider = table(4, "3114.311", "3314.331", "........", "3114.131");

        assertEquals(
                measure.measure(annotations, NONE).value(),
                measure.measure(wider, NONE).value(),
                TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("measures")
    void everybodyAlwaysAgreeingIsOne(AgreementMeasure measure) {
        Agreement all = measure.measure(table(2, "1212", "1212", "1212"), new Bootstrap(50, 1));

        assertEquals(1, all.value(), TOLERANCE);
        assertEquals(new Interval(1, 1), all.interval());
    }

    @Test
    void saysWhyThereIsNoValue() {
        String alone = "no example has labels of two annotators";
        String oneClass = "all labels of examples with two or more are of one class";
        for (AgreementMeasure measure : measures()) {
            assertNone(alone, measure, Annotations.empty(3, 2, 2));
            assertNone(alone, measure, table(2, "1212"));
            assertNone(alone, measure, table(2, "12..", "..12"));
        }
        assertNone(oneClass, new KrippendorffAlpha(), table(2, "112", "11."));
        assertNone(oneClass, new FleissKappa(), table(2, "11", "11"));
        assertNone(
                "both of each pair of annotators name one and the same class always",
                new CohenKappa(),
                table(2, "11.", "11.", "..2"));
        assertNone(
                "labelled examples have 1 to 3 labels; this kappa is for equally many",
                new FleissKappa(),
                table(2, "112", "12.", "12."));
    }

    private static void assertNone(String reason, AgreementMeasure measure, Annotations annotations) {
        Agreement found = measure.measure(annotations, new Bootstrap(10, 1));
        assertFalse(found.isKnown());
        assertEquals(Interval.UNKNOWN, found.interval());
        assertEquals(reason, found.reason());
    }

    /** Two examples of two classes: half of the resamples have one of them only, and no value. */
    @ParameterizedTest
    @MethodSource("measures")
    void saysWhyThereIsNoInterval(AgreementMeasure measure) {
        Annotations annotations = table(2, "12", "12");
        List<Agreement> found = IntStream.range(0, 20)
                .mapToObj(seed -> measure.measure(annotations, new Bootstrap(1, seed)))
                .toList();

        Agreement with = new Agreement(1, new Interval(1, 1), 2, 4, "");
        Agreement without = new Agreement(1, Interval.UNKNOWN, 2, 4, "no interval: 1 of 1 resamples have no value");
        assertTrue(found.contains(with) && found.contains(without));
        assertTrue(found.stream().allMatch(one -> one.equals(with) || one.equals(without)));
    }

    @Test
    void agreesWithManyLabelsAndAnnotators() {
        SplittableRandom rng = new SplittableRandom(3);
        int examples = 4000;
        AnnotationsBuilder builder = Annotations.builder(examples, 150, 2);
        for (int i = 0; i < examples; i++) {
            int first = rng.nextInt(150);
            for (int n = 0; n < 5; n++) {
                boolean right = rng.nextDouble() < 0.9;
                builder.add(i, (first + 7 * n) % 150, right ? i % 2 : 1 - i % 2);
            }
        }

        for (AgreementMeasure measure : measures()) {
            Agreement found = measure.measure(builder.build(), new Bootstrap(100, 1));
            // Two agree with 0.9^2 + 0.1^2 = 0.82, by chance with 1/2: 0.64. Kappas of pairs with a hundred examples
            // are biased a little.
            assertEquals(0.64, found.value(), 0.02, measure.id());
            assertTrue(found.interval().high() - found.interval().low() < 0.06, found::toString);
        }
    }

    @Test
    void rejectsNumbersOfResamplesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Bootstrap(Bootstrap.MOST_RESAMPLES + 1, 1));
    }
}
