package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.models.forest.ExtraTreesTrainer;

/** Variants, further names of strategies and models, and the keys of noise, costs and stopping. */
class VariantsTest {
    /** The line numbers in the expected messages count from here. */
    private static final String GOOD = """
            version: 1
            name: sweep
            dataset: line
            models: [centres]
            strategies: [random, twice]
            trials: 2
            rounds: 3
            batch: 4
            folds: 3
            initial:
              labelled: 20
              annotators: 5
            noise:
              kind: symmetric
              rate: 0.2
            random:
              ratio: 0.25
            twice:
              strategy: random
            variants:
              low: {noise.rate: 0.1}
              high:
                noise: {rate: 0.4}
                trials: 3
              plain: {}
              other: {noise.kind: trace, noise.trace: 0.8, strategies: [doubtful], doubtful.ratio: 1}
            presets:
              quick:
                variants: [high]
                rounds: 2
            """;

    @TempDir
    Path folder;

    private ExperimentConfig load(String yaml, String... overrides) throws IOException {
        Path file = folder.resolve("e.yaml");
        Files.writeString(file, yaml);
        return Experiments.load(file.toString(), List.of(overrides), new FakeComponents());
    }

    private String complaint(String yaml, String... overrides) {
        var error = assertThrows(IllegalArgumentException.class, () -> load(yaml, overrides));
        return error.getMessage().replace(folder + "/", "");
    }

    private static double rate(ExperimentConfig config) {
        return config.labels().noise().rate().orElseThrow();
    }

    @Test
    void runsEachVariantWithItsOwnValues() throws IOException {
        ExperimentConfig config = load(GOOD);

        assertEquals(
                List.of("low", "high", "plain", "other"),
                List.copyOf(config.parts().keySet()));
        assertEquals(0.1, rate(config.parts().get("low")));
        assertEquals(0.4, rate(config.parts().get("high")));
        assertEquals(0.2, rate(config.parts().get("plain")));
        assertEquals(3, config.parts().get("high").grid().trials());
        assertEquals(2, config.parts().get("low").grid().trials());
        assertEquals("sweep/high", config.parts().get("high").name());
        ExperimentConfig other = config.parts().get("other");
        assertEquals(NoiseConfig.Kind.TRACE, other.labels().noise().kind());
        assertEquals(Map.of("ratio", "1"), other.optionsOf("doubtful"));
    }

    @Test
    void aPresetOrTheCommandLineChoosesVariantsAndTheLatterWins() throws IOException {
        assertEquals(Set.of("high"), load(GOOD, "preset=quick").parts().keySet());
        assertEquals(
                Set.of("low"),
                load(GOOD, "preset=quick", "variants=low").parts().keySet());
        assertEquals(4, load(GOOD, "preset=quick", "variants=all").parts().size());

        ExperimentConfig fixed = load(GOOD, "trials=7", "variants=high,low", "variants.low.noise.rate=0.3");
        assertEquals(List.of("low", "high"), List.copyOf(fixed.parts().keySet()));
        assertEquals(7, fixed.parts().get("high").grid().trials());
        assertEquals(0.3, rate(fixed.parts().get("low")));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        for (String chosen : List.of("all", "other", "plain,high")) {
            ExperimentConfig config = load(GOOD, "variants=" + chosen, "seed=5");

            ExperimentConfig again = load(config.toYaml());

            assertEquals(config, again);
            assertEquals(config.toYaml(), again.toYaml());
        }
    }

    @Test
    void aFurtherNameOfAStrategyHasItsOptionsUnlessItSetsOthers() throws IOException {
        ExperimentConfig config = load(GOOD, "variants=plain");
        ExperimentConfig own = load(GOOD, "variants=plain", "twice.ratio=0.5");

        assertEquals(Map.of("strategy", "random", "ratio", "0.25"), config.optionsOf("twice"));
        assertEquals(
                Map.of("strategy", "random", "ratio", "0.5"),
                own.parts().get("plain").optionsOf("twice"));
        assertEquals(
                new FakeComponents().strategy("random", Map.of()).consensus(),
                config.strategy("twice", new FakeComponents()).consensus());
    }

    @Test
    void aFurtherNameOfAModelHasItsOptionsUnlessItSetsOthers() {
        List<String> settings = List.of(
                "models=extra-trees,small+extra-trees",
                "extra-trees.trees=7",
                "extra-trees.min-samples-split=5",
                "small.model=extra-trees",
                "small.trees=3");
        List<String> tooMany = new ArrayList<>(settings);
        tooMany.add("small.tree=3");
        Components components = new BuiltInComponents();

        ExperimentConfig config = Experiments.load("darl", settings, components);
        var complaint =
                assertThrows(IllegalArgumentException.class, () -> Experiments.load("darl", tooMany, components));

        assertEquals(
                List.of("3 5", "7 5"),
                ModelNames.trainers("small+extra-trees", config, components).stream()
                        .map(trainer -> ((ExtraTreesTrainer) trainer).config())
                        .map(trees -> trees.trees() + " " + trees.minSamplesSplit())
                        .toList());
        assertTrue(
                complaint.getMessage().startsWith("command line: model extra-trees has no option \"tree\""),
                complaint::getMessage);
        assertEquals(
                "command line: models names \"centers\", which is unknown; did you mean \"centres\"?",
                complaint(GOOD, "models=old", "old.model=centers"));
    }

    @Test
    void readsEveryKindOfNoise() throws IOException {
        NoiseConfig crowd = load(
                        GOOD,
                        "variants=plain",
                        "noise.kind=heterogeneous",
                        "noise.outliers=0.5",
                        "noise.outlier-accuracies=0.1,0.2",
                        "annotators=crowd")
                .labels()
                .noise();
        assertEquals(0.5, crowd.crowd().orElseThrow().outlierFraction());
        assertEquals(0.2, crowd.crowd().orElseThrow().maxOutlierAccuracy());
        assertEquals(0.95, crowd.crowd().orElseThrow().maxAccuracy());

        NoiseConfig asymmetric = load(
                        GOOD, "variants=plain", "noise.kind=asymmetric", "noise.mistaken-for=middle,low,high")
                .labels()
                .noise();
        assertEquals(List.of("middle", "low", "high"), asymmetric.mistakenFor());
        assertEquals(Optional.of(0.2), asymmetric.rate());
    }

    @Test
    void readsCostsBudgetAndStoppingRules() throws IOException {
        Spending spending = load(
                        GOOD,
                        "costs.unit=EUR",
                        "costs.new=2",
                        "costs.annotator-rates=1,3",
                        "budget=100",
                        "stop.plateau-rounds=4",
                        "stop.noise-below=0.05")
                .spending();

        assertEquals("EUR", spending.costs().unit());
        assertEquals(6, spending.costs().price(1, false));
        assertEquals(100, spending.limits().budget());
        assertEquals(2, spending.limits().rules().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variants=lo | command line: variants names \"lo\", which is unknown; did you mean \"low\"?",
                "variants=low,low | command line: variants names \"low\" twice",
                "strategies=random,thrice | command line: strategies names \"thrice\", which is unknown",
                "thrice.strategy=rando | command line: thrice.strategy is set, but thrice is not in use",
                "twice.strategy=rando | e.yaml:5: strategies names \"rando\", which is unknown; did you mean \"random\"?",
                "old.model=centres | command line: old.model is set, but old is not in use",
                "Old.model=centres | command line: unknown key \"Old.model\"; a further name of a model has small letters",
                "twice.rato=1 | command line: strategy random has no option \"rato\"",
                "twic.ratio=1 | command line: unknown key \"twic.ratio\"; did you mean \"twice.ratio\"?",
                "noise.kind=symetric | command line: noise.kind is \"symetric\", expected one of trace, matrix, symmetric, asymmetric, pairwise, instance-dependent, heterogeneous, human, human-worst-first, human-given-first; did you mean \"symmetric\"?",
                "noise.rate=1.2 | command line: noise.rate is \"1.2\", expected a number from 0 to 1",
                "noise.outliers=0.5 | command line: noise.outliers is set, but noise.kind is symmetric, trace, which does not use it",
                "noise.kind=asymmetric | e.yaml: noise.mistaken-for is missing",
                "variants.low.noise.rat=0.1 | command line: unknown key \"noise.rat\"; did you mean \"noise.rate\"?",
                "variants.low.noise.rate=2 | command line: noise.rate is \"2\", expected a number from 0 to 1 (in variant low)",
                "variants.low.name=x | command line: variant low sets name, which all variants have in common",
                "annotators=crows | command line: annotators is \"crows\", expected one of new-each-round, crowd, suggested, joint; did you mean \"crowd\"?",
                "costs.new=2 | command line: costs.new is set, but not its unit; set costs.unit, such as EUR or minute",
                "costs.annotator-rates=2 | command line: costs.annotator-rates is set, but not its unit",
                "budget=0.5 | command line: budget is 0.5 label, which buys no label: the cheapest costs 1.0",
                "budget=0 | command line: budget is \"0\", expected a number from 1e-9 to 1e15, or none",
                "budget=much | command line: budget is \"much\", expected a number",
                "stop.plateau-rounds=0 | command line: stop.plateau-rounds is \"0\", expected a whole number from 1 to 100000, or never",
                "stop.noise-below=2 | command line: stop.noise-below is \"2\", expected a number from 0 to 1, or never",
                "stop.noise=0.1 | command line: unknown key \"stop.noise\"",
            })
    void saysWhatIsWrong(String override, String expected) {
        String found = complaint(GOOD, override);

        assertTrue(found.startsWith(expected), found);
        assertEquals(1, found.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noise.rate: 0.1 | noise.rat: 0.1 | e.yaml:21: unknown key \"noise.rat\"; did you mean \"noise.rate\"?",
                "low: | 'l%w:' | e.yaml:21: variant \"l%w\", expected a name of letters, digits, _ and -",
                "low: {noise.rate: 0.1} | 'low: 3' | e.yaml:21: variant low is a value, expected keys and values",
                "kind: symmetric | '' | e.yaml:15: noise.rate is set, but not noise.kind",
                "rate: 0.2 | '' | e.yaml: noise.rate is missing",
            })
    void saysFileAndLine(String found, String replacement, String expected) {
        assertTrue(GOOD.contains(found));

        String message = complaint(GOOD.replace(found, replacement));

        assertTrue(message.startsWith(expected), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void refusesToChooseVariantsWhereThereAreNone() {
        String without = GOOD.substring(0, GOOD.indexOf("variants:"));

        assertEquals("command line: variants is set, but the experiment has none", complaint(without, "variants=low"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "noise.accuracies | 0.9,0.5 | is 0.9,0.5, expected a lowest and a highest, such as 0.2,0.4",
                "noise.accuracies | 0.9 | is 0.9, expected a lowest and a highest, such as 0.2,0.4",
                "noise.outlier-accuracies | 0.1,1.5 | has \"1.5\", expected a number from 0 to 1",
                "noise.outliers | -1 | is \"-1\", expected a number from 0 to 1",
            })
    void checksTheRangesOfHeterogeneousAnnotators(String key, String value, String expected) {
        assertEquals(
                "command line: " + key + " " + expected,
                complaint(GOOD, "variants=plain", "noise.kind=heterogeneous", key + "=" + value));
    }
}
