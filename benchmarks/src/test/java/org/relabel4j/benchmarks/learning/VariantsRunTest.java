package org.relabel4j.benchmarks.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.grid.RunOptions;

/** Runs of variants, and loops that a budget or a rule ends before their last round. */
class VariantsRunTest {
    private static final String[] SWEEP = {
        "noise.kind=symmetric", "variants.low.noise.rate=0.1", "variants.high.noise.rate=0.4", "noise.rate=0.2"
    };

    @TempDir
    Path folder;

    private GridResult<LearningState> run(
            String name,
            int jobs,
            boolean resume,
            GridListener<? super LearningCell, ? super LearningState> listener,
            String... overrides)
            throws Exception {
        return Grid.run(
                new LearningExperiment(SmallExperiment.config(overrides), new FakeComponents()),
                folder.resolve(name),
                new RunOptions(jobs, resume),
                listener);
    }

    private List<RoundRow> rows(String name, String... overrides) throws Exception {
        return RoundsCsv.read(
                run(name, 2, false, GridListener.SILENT, overrides).folder().path());
    }

    private String text(String name) throws Exception {
        return Files.readString(folder.resolve(name).resolve("rounds.csv"));
    }

    /** The last row of each cell. */
    private static Map<LearningCell, RoundRow> ends(List<RoundRow> rows) {
        Map<LearningCell, RoundRow> ends = new HashMap<>();
        rows.forEach(row -> ends.put(row.cell(), row));
        return ends;
    }

    @Test
    void writesAllVariantsIntoOneTable() throws Exception {
        List<RoundRow> rows = rows("a", SWEEP);

        assertEquals(
                List.of("small/low", "small/high"),
                rows.stream().map(RoundRow::experiment).distinct().toList());
        assertEquals(2 * 2 * 2 * 4, rows.size());
        assertTrue(Files.exists(folder.resolve("a/batches/low_centres_random_0.csv")));
        for (RoundRow row : rows) {
            assertEquals("small/" + row.cell().variant(), row.experiment());
        }
    }

    @Test
    void aVariantsRowsDoNotDependOnTheOthers() throws Exception {
        rows("both", SWEEP);
        run("one", 1, false, GridListener.SILENT, "noise.kind=symmetric", "noise.rate=0.4", "variants.high.trials=2");

        List<String> high =
                text("both").lines().filter(line -> line.contains("small/high")).toList();
        assertEquals(high, text("one").lines().skip(1).toList());
    }

    @Test
    void givesTheSameBytesIfStoppedAfterAnyRoundAndResumed() throws Exception {
        rows("whole", SWEEP);
        for (int stopAfter = 1; stopAfter < 32; stopAfter += 5) {
            String name = "stopped" + stopAfter;
            GridListener<LearningCell, LearningState> stopper = new StopAfter(stopAfter);
            assertThrows(IllegalStateException.class, () -> run(name, 1, false, stopper, SWEEP));

            run(name, 2, true, GridListener.SILENT, SWEEP);

            assertEquals(text("whole"), text(name));
        }
    }

    @Test
    void resumesOnlyWithTheSameVariants() throws Exception {
        rows("a", SWEEP);

        var error = assertThrows(
                IllegalArgumentException.class,
                () -> run(
                        "a",
                        1,
                        true,
                        GridListener.SILENT,
                        "noise.kind=symmetric",
                        "noise.rate=0.2",
                        "variants.low.noise.rate=0.1",
                        "variants.high.noise.rate=0.3"));

        assertTrue(error.getMessage().contains("variants.high.noise.rate was 0.4 and is now 0.3"), error::getMessage);
    }

    @Test
    void namesTheVariantWhoseNoiseIsImpossibleBeforeAnythingRuns() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> rows("a", "noise.kind=symmetric", "noise.rate=0.2", "variants.worst.noise.rate=0.67"));

        assertEquals(
                "noise.rate is 0.67, expected less than 0.6667: with that much symmetric noise of 3 classes nothing can"
                        + " be learnt (in variant worst)",
                error.getMessage());
        assertFalse(Files.exists(folder.resolve("a")));
    }

    @Test
    void aFailingCellStopsNeitherTheOthersNorThoseOfItsVariant() throws Exception {
        GridResult<LearningState> result = run(
                "a",
                2,
                false,
                GridListener.SILENT,
                "trials=1",
                "strategies=random",
                "variants.good.batch=5",
                "variants.bad.models=failing,centres");

        assertEquals(
                List.of("bad failing random trial 0: no such library"),
                result.failures().stream().map(GridResult.CellFailure::message).toList());
        assertEquals(2 * 4, RoundsCsv.read(result.folder().path()).size());
    }

    @Test
    void endsWithTheBudgetAndSaysSo() throws Exception {
        List<RoundRow> rows = rows("a", "budget=12", "trials=1");

        for (RoundRow end : ends(rows).values()) {
            assertEquals(3, end.round());
            assertEquals(12, end.spent());
            assertEquals("the budget of 12.0 label is spent", end.stopReason().orElseThrow());
        }
        assertTrue(rows.stream()
                .filter(row -> row.round() < 3)
                .allMatch(row -> row.stopReason().isEmpty()));
        assertEquals(
                List.of(0.0, 5.0, 10.0, 12.0),
                rows.stream().limit(4).map(RoundRow::spent).toList());
    }

    @Test
    void paysForEachKindOfLabelAndEachAnnotator() throws Exception {
        // Annotators 0 to 4 gave the initial labels; annotator 5 answers in round 0 and 6 in round 1.
        List<RoundRow> rows = rows(
                "a",
                "trials=1",
                "costs.unit=EUR",
                "costs.new=2",
                "costs.repeat=3",
                "costs.annotator-rates=1,1,1,1,1,10");

        RoundRow first = rows.get(0);
        RoundRow second = rows.get(1);
        double price = 2 * first.bought().newLabels().getAsInt()
                + 3 * first.bought().repeatLabels().getAsInt();
        double next = 2 * second.bought().newLabels().getAsInt()
                + 3 * second.bought().repeatLabels().getAsInt();
        assertEquals(10 * price, second.spent());
        assertEquals(10 * price + next, rows.get(2).spent());
    }

    @Test
    void stoppedLoopsStayStoppedWhenResumedAndCountAsDone() throws Exception {
        String[] rule = {"stop.plateau-rounds=1", "rounds=6"};
        GridResult<LearningState> result = run("a", 1, false, GridListener.SILENT, rule);
        String before = text("a");
        StringBuilder heard = new StringBuilder();

        run(
                "a",
                1,
                true,
                new GridListener<LearningCell, LearningState>() {
                    @Override
                    public void runStarted(RunFolder started, int cells, GridProgress progress) {
                        heard.append(progress.steps() + " of " + progress.stepsInAll());
                    }

                    @Override
                    public void cellDone(LearningCell cell, GridProgress progress) {
                        heard.append("cell");
                    }

                    @Override
                    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                        heard.append("round");
                    }
                },
                rule);

        // The fake consensus is always sure, so that round 1 is no surer than round 0: two rounds of six each.
        assertEquals(4 * 2, RoundsCsv.read(result.folder().path()).size());
        assertEquals("24 of 24", heard.toString(), "four cells of six rounds, of which none is left to do");
        assertEquals(before, text("a"));
        assertTrue(before.contains("\"consensus quality has not risen by 0.001 in 1 rounds (1.0000, before 1.0000)\""));
    }

    @Test
    void measuresTheNoiseThatIsThereAndThatIsAskedAbout() throws Exception {
        for (RoundRow row : rows("a", "initial.labelled=all", "trials=1")) {
            assertEquals(1 - row.consensusAccuracy(), row.noise().rate(), 2e-6);
            assertTrue(row.noise().estimate() >= 0);
            boolean last = row.round() == 3;
            assertEquals(last, Double.isNaN(row.noise().recall()));
            assertEquals(last, Double.isNaN(row.noise().precision()));
            // Of 60 wrong labels at a rate, precision x 5 asked = recall x wrong.
            if (!last) {
                assertEquals(
                        5 * row.noise().precision(),
                        60 * row.noise().rate() * row.noise().recall(),
                        1e-4);
            }
        }
    }
}
