package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.report.StrategyResult.Spending;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.TextTable;

class ModelResultTest {

    /** Values of order 1 and a handful of operations, so 1e-12 is far above rounding error. */
    private static final double TOLERANCE = 1e-12;

    private static final String HEADER =
            "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,"
                    + "model_accuracy,consensus_accuracy,new_labels,repeat_labels,ece";

    @TempDir
    private Path folder;

    @Test
    void computesMeansDeviationsAndAreasOverTrials() throws Exception {
        StrategyResult result = read(
                        "e,m,s,0,0,60,50,8,0.5,0.8,7,3,0.1",
                        "e,m,s,0,1,70,57,11,0.7,0.9,10,10,0.1",
                        "e,m,s,0,2,90,67,20,0.9,1.0,,,0.1",
                        "e,m,s,1,0,62,50,9,0.6,0.6,9,1,0.1",
                        "e,m,s,1,1,72,59,10,0.6,0.7,10,10,0.1",
                        "e,m,s,1,2,92,69,20,0.6,0.8,,,0.1")
                .strategies()
                .get(0);

        // Bought: 0, 10, 30. Last model accuracies 0.9 and 0.6: mean 0.75, sd = sqrt(2 * 0.15^2 / 1) = 0.15 sqrt 2.
        Curve model = result.curve(Metric.MODEL_ACCURACY);
        assertEquals(
                List.of(0.0, 10.0, 30.0),
                model.points().stream().map(Curve.Point::bought).toList());
        assertEquals(0.75, model.last().mean(), TOLERANCE);
        assertEquals(0.15 * Math.sqrt(2), model.last().sd(), TOLERANCE);
        // Areas: (10 * 0.6 + 20 * 0.8) / 30 = 22 / 30 and 0.6: mean 2 / 3, sd = (22 / 30 - 0.6) / sqrt 2.
        assertEquals(2.0 / 3, result.area(Metric.MODEL_ACCURACY).mean(), TOLERANCE);
        assertEquals(
                (22.0 / 30 - 0.6) / Math.sqrt(2),
                result.area(Metric.MODEL_ACCURACY).sd(),
                TOLERANCE);
        // Consensus means 0.7, 0.8, 0.9: 0.85 lies halfway from 10 to 30 labels.
        Curve consensus = result.curve(Metric.CONSENSUS_ACCURACY);
        assertEquals(20, consensus.boughtToReach(0.85).orElseThrow(), 1e-9);
        assertEquals(30, consensus.boughtToReach(0.9).orElseThrow(), 1e-9);
        assertTrue(consensus.boughtToReach(0.901).isEmpty());
        // New examples: (7 + 9) / 2 and 10 of 10 and 20 labels.
        assertEquals(List.of(new Spending(8, 2), new Spending(10, 10)), result.spending());
    }

    @Test
    void leavesOutTrialsThatStoppedEarlierAndCountsThem() throws Exception {
        ModelResult model = read(
                "e,m,s,0,0,60,50,8,0.5,0.8,7,3,0.1",
                "e,m,s,0,1,70,57,11,0.7,0.9,,,0.1",
                "e,m,s,1,0,62,50,9,0.1,0.1,9,1,0.1");

        StrategyResult result = model.strategies().get(0);
        assertEquals(1, result.trials());
        assertEquals(1, result.unfinishedTrials());
        assertEquals(0.5, result.curve(Metric.MODEL_ACCURACY).first().mean(), TOLERANCE);
        assertFalse(model.finished());
    }

    @Test
    void countsTrialsThatALimitEndedAsFinishedAndTheirLabels() throws Exception {
        Files.writeString(
                folder.resolve("rounds.csv"),
                String.join(
                        "\n",
                        HEADER + ",spent,stop_reason,noise_recall,noise_precision,noise_rate,estimated_noise",
                        "e,m,random,0,0,60,50,8,0.5,0.8,7,3,0.1,0,,0.5,0.5,0.2,0.2",
                        "e,m,random,0,1,70,57,11,0.7,0.9,10,0,0.1,10,,0.3,0.3,0.1,0.1",
                        "e,m,random,0,2,80,67,11,0.9,1.0,,,0.1,20,\"estimated noise 0 is below 0.1\",,,0,0",
                        "e,m,s,0,0,60,50,8,0.5,0.8,10,0,0.1,0,,0.5,0.5,0.2,0.2",
                        "e,m,s,0,1,70,60,8,0.8,1.0,,,0.1,10,\"estimated noise 0 is below 0.1\",,,0,0\n"));
        Files.writeString(folder.resolve("config.yaml"), "rounds: 20\n");

        ModelResult model = RunReader.read(folder).models().get(0);

        StrategyResult result = model.strategy("s").orElseThrow();
        assertTrue(model.finished());
        assertEquals(0, result.unfinishedTrials());
        assertEquals(10, result.ended().bought().mean());
        assertEquals(20, result.curve(Metric.MODEL_ACCURACY).lastBought());
        assertEquals(0.8, result.curve(Metric.MODEL_ACCURACY).last().mean());
        // (0.5 + 0.8) / 2 and 0.8, over 10 labels each.
        assertEquals((0.65 + 0.8) / 2, result.area(Metric.MODEL_ACCURACY).mean(), TOLERANCE);
        // Nothing was bought after the end.
        assertEquals(List.of(new Spending(10, 0), new Spending(0, 0)), result.spending());
        // One round asked; its rate at the end is carried on.
        assertEquals(0.5, result.noise().recall());
        assertEquals(0, result.noise().rate());
        String text = LearningReport.read(List.of(folder)).text();
        assertTrue(text.contains("its last value is carried forward"), text);
        assertTrue(text.replaceAll(" +", " ").contains("s 1 of 1 10 10"), text);
        assertFalse(text.contains("so far") || text.contains("unfinished") || text.contains("not finished"), text);
    }

    @Test
    void neverSavesMinusZero() throws Exception {
        ModelResult model = read(
                "e,m,random,0,0,60,50,8,0.5,0.5,7,3,0.1",
                "e,m,random,0,1,70,57,11,0.7,0.9,,,0.1",
                "e,m,s,0,0,60,50,8,0.5,0.5,7,3,0.1",
                "e,m,s,0,1,70,57,11,0.7,0.9,,,0.1");

        String tables = String.join(
                "", ResultTables.of(model).stream().map(TextTable::of).toList());

        assertTrue(tables.contains("(saves 0)"), tables);
        assertFalse(tables.contains("saves -"), tables);
    }

    @Test
    void takesUnknownAccuraciesForUnknown() throws Exception {
        ModelResult model = read("e,m,s,0,0,60,50,8,,0.8,7,3,", "e,m,s,0,1,70,57,11,NaN,0.9,,,");

        StrategyResult result = model.strategies().get(0);
        assertTrue(result.curve(Metric.MODEL_ACCURACY).isEmpty());
        assertEquals("–", result.area(Metric.MODEL_ACCURACY).text());
        assertEquals("–", result.curve(Metric.MODEL_ACCURACY).last().text());
        assertFalse(TextTable.of(ResultTables.of(model).get(0)).contains("NaN"));
    }

    @Test
    void copesWithARoundThatBoughtNothing() throws Exception {
        StrategyResult result = read("e,m,s,0,0,60,50,8,0.5,0.8,0,0,0.1", "e,m,s,0,1,60,50,8,0.7,0.9,,,0.1")
                .strategies()
                .get(0);

        assertEquals(0.5, result.area(Metric.MODEL_ACCURACY).mean(), TOLERANCE);
        assertTrue(result.curve(Metric.MODEL_ACCURACY).boughtToReach(0.6).isEmpty());
    }

    @Test
    void matchesPublishedCurvesByExperimentModelAndStrategy() {
        Curve curve = Published.curve("wall-robot", "mlp", "activelab", Metric.CONSENSUS_ACCURACY)
                .orElseThrow();

        // The paper's figure ends at 0.998 after 19 rounds of 100 labels.
        assertEquals(20, curve.points().size());
        assertEquals(1900, curve.lastBought());
        assertEquals(0.998, curve.last().mean(), 5e-4);
        assertEquals(
                Optional.of(curve),
                Published.curve("wall-robot", "mlp", "published-activelab", Metric.CONSENSUS_ACCURACY));
        assertTrue(Published.curve("wall-robot", "mlp+extra-trees+knn", "published-disagreement", Metric.MODEL_ACCURACY)
                .isPresent());
        assertTrue(Published.curve("wall-robot", "knn", "activelab", Metric.MODEL_ACCURACY)
                .isEmpty());
        assertTrue(Published.curve("mine", "mlp", "activelab", Metric.MODEL_ACCURACY)
                .isEmpty());
        assertEquals(
                6000,
                Published.curve("cifar-10h", "resnet18", "random", Metric.MODEL_ACCURACY)
                        .orElseThrow()
                        .lastBought());
    }

    @Test
    void setsEveryNetworkAndEnsembleBesideThePublishedOne() {
        var published = Published.curve("cifar-10h", "resnet18", "activelab", Metric.MODEL_ACCURACY);
        var ensemble = Published.curve("cifar-10h", "resnet-ensemble", "activelab-ensemble", Metric.MODEL_ACCURACY);

        assertTrue(published.isPresent());
        for (String network : List.of("resnet20", "resnet", "onnx", "onnx-small")) {
            assertEquals(published, Published.curve("cifar-10h", network, "activelab", Metric.MODEL_ACCURACY));
        }
        assertTrue(ensemble.isPresent());
        assertEquals(
                ensemble,
                Published.curve("cifar-10h", "onnx-small+resnet", "activelab-ensemble", Metric.MODEL_ACCURACY));
        assertTrue(Published.curve("cifar-10h", "onnx+extra-trees", "activelab-ensemble", Metric.MODEL_ACCURACY)
                .isEmpty());
        assertTrue(Published.curve("cifar-10h", "extra-trees", "activelab", Metric.MODEL_ACCURACY)
                .isEmpty());
        assertTrue(Published.curve("cifar-10n", "resnet18", "activelab", Metric.MODEL_ACCURACY)
                .isEmpty());
    }

    @Test
    void comparesWithThePublishedCurveAtTheSameNumberOfLabels() {
        Curve here = new Curve(List.of(point(0, 0.5), point(50, 0.6), point(100, 0.7), point(150, 0.8)));
        Curve published = new Curve(List.of(point(0, 0.4), point(100, 0.75)));

        List<Curve.Matched> matches = here.matches(published);

        assertEquals(2, matches.size());
        assertEquals(100, matches.get(1).bought());
        assertEquals(-0.05, matches.get(1).difference(), TOLERANCE);
        // (0.5 - 0.4 + 0.7 - 0.75) / 2
        assertEquals(0.025, new Reproduction.Matches(matches).meanDifference(), TOLERANCE);
    }

    private static Curve.Point point(double bought, double mean) {
        return new Curve.Point(bought, new MeanSd(mean, Double.NaN));
    }

    private ModelResult read(String... rows) throws Exception {
        Files.writeString(folder.resolve("rounds.csv"), HEADER + "\n" + String.join("\n", rows) + "\n");
        return RunReader.read(folder).models().get(0);
    }
}
