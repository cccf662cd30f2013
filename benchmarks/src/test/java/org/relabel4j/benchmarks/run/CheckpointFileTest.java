package org.relabel4j.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;

class CheckpointFileTest {
    private static CellProgress progress() {
        Annotations annotations = Annotations.builder(3, 4, 2)
                .add(2, 3, 1)
                .add(0, 1, 0)
                .add(2, 0, 0)
                .build();
        Probabilities predProbs =
                FloatProbabilities.ofRowMajor(3, 2, new float[] {0.1f, 0.9f, 1f, 0f, 0.3333333f, 0.6666667f});
        return new CellProgress(
                new LoopState(
                        5,
                        annotations,
                        List.of(predProbs, predProbs),
                        2.5,
                        List.of(new RoundSummary(4, 2, 0.9, Double.NaN))),
                List.of("row 0", "row 1"),
                List.of("time 0", "time 1"),
                new BatchLog.Extent(123, 7));
    }

    @Test
    void decodesWhatItEncoded() throws IOException {
        CellProgress before = progress();

        CellProgress after = CheckpointFile.decode(CheckpointFile.encode(before));

        assertEquals(before.state().round(), after.state().round());
        assertEquals(before.state().annotations(), after.state().annotations());
        assertEquals(2, after.state().lastPredProbs().size());
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 2; k++) {
                // Exact: a resumed loop must compute on the same numbers.
                assertEquals(
                        before.state().lastPredProbs().get(0).get(i, k),
                        after.state().lastPredProbs().get(1).get(i, k));
            }
        }
        assertEquals(2.5, after.state().spent());
        assertEquals(before.state().history(), after.state().history());
        assertEquals(before.rows(), after.rows());
        assertEquals(before.timings(), after.timings());
        assertEquals(before.batches(), after.batches());
    }

    /** A seal guards the content; but whatever it is, it must not crash or fill the memory. */
    @Test
    void refusesNonsenseInOneWay() {
        byte[] good = CheckpointFile.encode(progress());
        for (int n = 0; n < good.length; n++) {
            for (int mask : new int[] {0x80, 0x10, 0xff}) {
                byte[] bad = good.clone();
                bad[n] ^= (byte) mask;
                try {
                    CheckpointFile.decode(bad);
                } catch (IOException e) {
                    assertFalse(e.getMessage().isEmpty());
                }
            }
        }
    }

    @Test
    void noticesEveryTruncation() {
        byte[] good = CheckpointFile.encode(progress());
        for (int length = 0; length < good.length; length++) {
            byte[] bad = Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> CheckpointFile.decode(bad), "length " + length);
        }
    }
}
