package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.OldRows;
import org.relabel4j.core.metric.ModelMetrics;
import org.relabel4j.datasets.format.InputException;

class RoundsCsvTest {
    private static final RoundRow MIDDLE = OldRows.row(
            "wall-robot",
            new LearningCell("mlp", "activelab", 1),
            3,
            new RoundRow.Labels(851, 640, 190),
            0.9412,
            0.954688,
            0.03125,
            new RoundRow.Bought(OptionalInt.of(40), OptionalInt.of(60)));
    private static final RoundRow LAST = OldRows.row(
            "wall-robot",
            new LearningCell("a+b", "random", 0),
            4,
            new RoundRow.Labels(951, 680, 250),
            1,
            0,
            0.5,
            RoundRow.Bought.NOTHING);

    private static final RoundRow STOPPED = stopped(OldRows.onlyEce(0.03125));
    private static final RoundRow MEASURED = stopped(new ModelMetrics(0.93, 0.925, 0.98765432, 12.25, 1.5, 0.03125));

    private static RoundRow stopped(ModelMetrics metrics) {
        return new RoundRow(
                "darl/symmetric-20",
                new LearningCell("symmetric-20", "extra-trees", "darl-margin", 1),
                3,
                new RoundRow.Labels(851, 640, 190),
                0.9412,
                0.954688,
                metrics,
                RoundRow.Bought.NOTHING,
                312.5,
                Optional.of("no rise in 3 rounds (0.9, before \"0.9\")"),
                new RoundRow.NoiseFound(0.25, 0.5, 0.045312, 0.05));
    }

    @TempDir
    Path folder;

    @Test
    void writesTheDocumentedColumns() {
        assertEquals(
                "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,"
                        + "consensus_accuracy,new_labels,repeat_labels,ece,spent,stop_reason,noise_recall,"
                        + "noise_precision,noise_rate,estimated_noise,macro_f1,balanced_accuracy,auc,log_loss,brier,"
                        + "variant",
                RoundsCsv.TABLE.header());
        assertEquals(
                "wall-robot,mlp,activelab,1,3,851,640,190,0.941200,0.954688,40,60,0.031250,,,,,,,,,,,,", line(MIDDLE));
        assertEquals("wall-robot,a+b,random,0,4,951,680,250,1.000000,0.000000,,,0.500000,,,,,,,,,,,,", line(LAST));
        assertEquals(
                "darl/symmetric-20,extra-trees,darl-margin,1,3,851,640,190,0.941200,0.954688,,,0.031250,312.500000,"
                        + "\"no rise in 3 rounds (0.9, before \"\"0.9\"\")\",0.250000,0.500000,0.045312,0.050000,"
                        + "0.930000,0.925000,0.987654,12.250000,1.500000,symmetric-20",
                line(MEASURED));
    }

    private static String line(RoundRow row) {
        return RoundsCsv.TABLE.text(List.of(row)).lines().skip(1).findFirst().orElseThrow();
    }

    /** Statistics of a run must not depend on whether its rows come from memory or from its file. */
    @Test
    void rowsSayWhatTheFileSays() throws Exception {
        Path file = folder.resolve("rounds.csv");
        SplittableRandom random = new SplittableRandom(7);
        List<RoundRow> rows = new ArrayList<>();
        for (int n = 0; n < 2000; n++) {
            double value = n % 2 == 0 ? random.nextDouble() : (random.nextInt(1_000_000) + 0.5) * 1e-6;
            rows.add(OldRows.row(
                    "wall-robot",
                    new LearningCell("mlp", "random", 0),
                    n,
                    new RoundRow.Labels(1, 1, 0),
                    value,
                    random.nextInt(640) / 640.0,
                    Math.pow(value, 8),
                    RoundRow.Bought.NOTHING));
        }
        Files.writeString(file, RoundsCsv.TABLE.text(rows));

        assertEquals(rows, RoundsCsv.TABLE.read(file));
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        Path file = folder.resolve("rounds.csv");
        Files.writeString(file, RoundsCsv.TABLE.text(List.of(MIDDLE, LAST, STOPPED, MEASURED)));

        assertEquals(List.of(MIDDLE, LAST, STOPPED, MEASURED), RoundsCsv.TABLE.read(file));
    }

    @Test
    void namesTheLineThatIsNoRow() throws IOException {
        Path file = folder.resolve("rounds.csv");
        Files.writeString(file, RoundsCsv.TABLE.text(List.of(MIDDLE, LAST)).replace("951", "many"));

        var error = assertThrows(InputException.class, () -> RoundsCsv.TABLE.read(file));

        assertTrue(error.getMessage().startsWith(file + ":3: "), error::getMessage);
    }

    @Test
    void readsTheFilesOfAllVersions() throws Exception {
        assertEquals(List.of(MIDDLE, LAST), RoundsCsv.TABLE.read(golden("rounds-v1.csv")));
        assertEquals(List.of(MIDDLE, LAST, STOPPED), RoundsCsv.TABLE.read(golden("rounds-v2.csv")));
    }

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(RoundsCsvTest.class.getResource(name).toURI());
    }
}
