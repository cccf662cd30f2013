package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;

class LearningStateCodecTest {
    private static final LearningCell CELL = new LearningCell("low", "mlp", "random", 0);

    private static LearningState state() {
        Annotations annotations = Annotations.builder(3, 4, 2)
                .add(2, 3, 1)
                .add(0, 1, 0)
                .add(2, 0, 0)
                .build();
        Probabilities predProbs =
                FloatProbabilities.ofRowMajor(3, 2, new float[] {0.1f, 0.9f, 1f, 0f, 0.3333333f, 0.6666667f});
        return new LearningState(
                new LoopState(
                        5,
                        annotations,
                        List.of(predProbs, predProbs),
                        2.5,
                        List.of(new RoundSummary(4, 2, 0.9, Double.NaN))),
                new LearningState.Tables(
                        List.of(row(0), row(1)),
                        List.of(new RoundTiming(CELL, 0, 0.125, 1, 2, 3), new RoundTiming(CELL, 1, 0, 0, 0, 0)),
                        List.of(new ChoiceRow(List.of("", "a+b", "random", "0", "1"), "b", 2, "l2", "0.3")),
                        List.of(new SetRow(CELL, 0, 0.75, Double.NaN, 0.5))));
    }

    private static RoundRow row(int round) {
        return new RoundRow(
                "sweep/low",
                CELL,
                round,
                new RoundRow.Labels(5, 4, 1),
                0.1234567,
                Double.NaN,
                new ModelMetrics(0.5, Double.NaN, 0.25, 36.04365338911715, 2, 0),
                new RoundRow.Bought(OptionalInt.of(3), OptionalInt.empty()),
                2.5,
                Optional.of("the budget, \"2.5\", is spent"),
                new RoundRow.NoiseFound(Double.NaN, 1, 0, 0.3333333333));
    }

    private static byte[] encode(LearningState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LearningStateCodec.write(state, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static LearningState decode(byte[] bytes) throws IOException {
        return LearningStateCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void decodesWhatItEncoded() throws IOException {
        LearningState before = state();

        LearningState after = decode(encode(before));

        assertEquals(before.loop().round(), after.loop().round());
        assertEquals(before.loop().annotations(), after.loop().annotations());
        assertEquals(2, after.loop().lastPredProbs().size());
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 2; k++) {
                // Exact: a resumed loop must compute on the same numbers.
                assertEquals(
                        before.loop().lastPredProbs().get(0).get(i, k),
                        after.loop().lastPredProbs().get(1).get(i, k));
            }
        }
        assertEquals(2.5, after.loop().spent());
        assertEquals(before.loop().history(), after.loop().history());
        assertEquals(before.rows(), after.rows());
        assertEquals(before.timings(), after.timings());
        assertEquals(before.choices(), after.choices());
    }

    /** A seal guards the content; but whatever it is, it must not crash or fill the memory. */
    @Test
    void refusesNonsenseInOneWay() throws IOException {
        byte[] good = encode(state());
        for (int n = 0; n < good.length; n++) {
            for (int mask : new int[] {0x80, 0x10, 0xff}) {
                byte[] bad = good.clone();
                bad[n] ^= (byte) mask;
                try {
                    decode(bad);
                } catch (IOException | IllegalArgumentException | ArithmeticException e) {
                    assertFalse(e.toString().isEmpty());
                }
            }
        }
    }

    @Test
    void noticesEveryTruncation() throws IOException {
        byte[] good = encode(state());
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> decode(bad), "length " + length);
        }
    }
}
