package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.SmallCifar;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.option.Option;

class ExperimentsTest {
    /** The line numbers in the expected messages count from here. */
    private static final String GOOD = """
            version: 1
            name: small
            description: three classes on a line, noisy
            dataset: line
            models: [centres]
            strategies: [random, doubtful]
            trials: 2
            rounds: 3
            batch: 4
            folds: 3
            initial:
              labelled: 20
              label-counts: [0.9, 0.1]
              annotators: 5
            noise:
              trace: 0.8
            random:
              ratio: 0.5
            presets:
              default:
                trials: 1
              paper:
                trials: 5
                initial: {labelled: 30}
            """;

    /** The weights that the presets of experiments on images leave to the user. */
    private static final Map<String, List<String>> WEIGHTS_OF_PRESET = Map.of(
            "cpu",
            List.of("resnet20.weights"),
            "finetune-small",
            List.of("resnet.weights"),
            "paper",
            List.of("resnet18.weights"),
            "ensemble",
            List.of(
                    "resnet-ensemble.resnet18.weights",
                    "resnet-ensemble.resnet34.weights",
                    "resnet-ensemble.resnet50.weights"));

    private static final Set<String> NEEDS_ONNX_RUNTIME = Set.of("features", "features-ensemble", "images");

    @TempDir
    Path folder;

    private String file(String yaml) throws IOException {
        Path file = folder.resolve("e.yaml");
        Files.writeString(file, yaml);
        return file.toString();
    }

    private ExperimentConfig load(String yaml, String... overrides) throws IOException {
        return Experiments.load(file(yaml), List.of(overrides), new FakeComponents());
    }

    /** The message without the folder, which is another one in each test. */
    private String complaint(String yaml, String... overrides) {
        var error = assertThrows(IllegalArgumentException.class, () -> load(yaml, overrides));
        return error.getMessage().replace(folder + "/", "");
    }

    @Test
    void readsEveryKey() throws IOException {
        ExperimentConfig config = load(GOOD + "seed: 7\ndata-seed: 8\nconsensus: last-vote\ndata-dir: here\n");

        assertEquals("small", config.name());
        assertEquals(List.of("random", "doubtful"), config.get(ExperimentKeys.STRATEGIES));
        assertEquals(1, config.get(ExperimentKeys.TRIALS));
        assertEquals(new ExperimentConfig.Loop(3, 4, 3, "last-vote"), config.loop());
        assertEquals(new ExperimentConfig.Data("line", Optional.of("here")), config.data());
        assertEquals(OptionalInt.of(20), config.labels().initialLabelled());
        assertEquals(List.of(0.9, 0.1), config.get(ExperimentKeys.INITIAL_LABEL_COUNTS));
        assertEquals(5, config.get(ExperimentKeys.INITIAL_ANNOTATORS));
        assertEquals(ExperimentConfig.Annotators.NEW_EACH_ROUND, config.get(ExperimentKeys.ANNOTATORS));
        assertEquals(Optional.of(0.8), config.labels().noise().trace());
        assertEquals(Optional.empty(), config.labels().noise().rate());
        assertEquals(Costs.labels(), config.spending().costs());
        assertEquals(List.of(), config.spending().limits().rules());
        assertEquals(new ExperimentConfig.Seeding(7, OptionalLong.of(8)), config.seeds());
        assertEquals(Map.of("ratio", "0.5"), config.optionsOf("random"));
    }

    @Test
    void takesTheDefaultPresetTheWantedOneAndOverridesInThisOrder() throws IOException {
        assertEquals(1, load(GOOD).grid().trials());

        ExperimentConfig paper = load(GOOD, "preset=paper");
        assertEquals(5, paper.grid().trials());
        assertEquals(OptionalInt.of(30), paper.labels().initialLabelled());

        ExperimentConfig overridden =
                load(GOOD, "preset=paper", "trials=7", "strategies=doubtful,random", "model=centres", "random.ratio=1");
        assertEquals(7, overridden.grid().trials());
        assertEquals(List.of("doubtful", "random"), overridden.grid().strategies());
        assertEquals("1", overridden.optionsOf("random").get("ratio"));
    }

    @Test
    void readsBackWhatItWrites() throws IOException {
        ExperimentConfig config = load(
                GOOD,
                "data-seed=9",
                "noise.accuracy=0.81",
                "description=a: b # c, \"d\"",
                "data-dir=/a b/c,d",
                "models=centres+centres");

        ExperimentConfig again = load(config.toYaml());

        assertEquals(config, again);
        assertEquals(config.toYaml(), again.toYaml());
    }

    /** A key is declared once; that it may be set, is written and is read back follows. */
    @Test
    void everyDeclaredKeyIsReadAndWritten() throws IOException {
        ExperimentConfig config = load(GOOD);
        List<String> counting = ExperimentKeys.ALL.stream()
                .filter(config.values()::counts)
                .map(Option::name)
                .toList();
        Map<String, Object> written = config.toMap();

        assertEquals(counting, List.copyOf(written.keySet()).subList(0, counting.size()));
        for (String key : counting) {
            Object value = written.get(key);
            String text = value instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                    : String.valueOf(value);
            assertEquals(
                    value,
                    load(GOOD + "costs.unit: label\n", key + "=" + text).toMap().get(key),
                    key);
        }
    }

    @Test
    void aSectionWithoutKeysSetsNothing() throws IOException {
        assertEquals(load(GOOD), load(GOOD + "costs:\nstop: {}\ndoubtful:\n"));
        assertTrue(complaint(GOOD + "costs: 3\n").startsWith("e.yaml:25: unknown key \"costs\""));
        assertTrue(complaint(GOOD, "costs=").startsWith("command line: unknown key \"costs\""));
    }

    @Test
    void saysWhichFurtherNamesThereCanBe() {
        for (String name : List.of("A", "a_b", "stop")) {
            String complaint = complaint(GOOD, "strategies=" + name, name + ".strategy=random");
            assertTrue(complaint.contains("a further name of a strategy has small letters"), complaint);
        }
    }

    @Test
    void leavesOutOptionsOfPartsThatAreNotInUse() throws IOException {
        assertTrue(load(GOOD, "strategies=doubtful").options().byPart().isEmpty());
    }

    @Test
    void runsEachStrategyWithTheModelsThatItFits() throws IOException {
        ExperimentConfig.ModelsAndStrategies grid = load(
                        GOOD, "models=centres,centres+centres", "strategies=random,wants-ensemble,wants-one-model")
                .grid();

        assertEquals(List.of("random", "wants-one-model"), grid.strategiesOf("centres"));
        assertEquals(List.of("random", "wants-ensemble"), grid.strategiesOf("centres+centres"));
    }

    @Test
    void refusesAModelThatFitsNoStrategy() {
        assertEquals(
                "command line: models has centres, which fits none of the strategies",
                complaint(GOOD, "models=centres,centres+centres", "strategies=wants-ensemble"));
        assertTrue(complaint(GOOD, "models=centres+centres", "strategies=wants-one-model")
                .startsWith("command line: strategies has wants-one-model, which needs a single model, but"
                        + " centres+centres is an ensemble"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trials=0 | command line: trials is \"0\", expected a whole number from 1 to 10000",
                "rounds=0 | command line: rounds is \"0\", expected a whole number from 1 to 100000",
                "batch=0 | command line: batch is \"0\", expected a whole number from 1 to 100000000",
                "folds=1 | command line: folds is \"1\", expected a whole number from 2 to 1000",
                "folds=21 | command line: folds is 21, but only 20 examples have labels at the start",
                "trials=many | command line: trials is \"many\", expected a whole number",
                "trials= | command line: trials is missing; it is the repetitions",
                "seed=1.5 | command line: seed is \"1.5\", expected a whole number",
                "strategies=doubtfull | command line: strategies names \"doubtfull\", which is unknown; did you mean \"doubtful\"?",
                "strategies=random,random | command line: strategies names \"random\" twice",
                "strategies=random,,doubtful | command line: strategies has an empty item",
                "strategies=wants-ensemble | command line: strategies has wants-ensemble, which needs an ensemble of models, but centres is one model",
                "strategies=wants-embeddings | command line: strategies has wants-embeddings, which needs embeddings, but the model centres has none",
                "model=center | command line: models names \"center\", which is unknown; did you mean \"centres\"?",
                "models=centres+x | command line: models names \"x\", which is unknown; expected one of centres, failing",
                "dataset=lines | command line: dataset names \"lines\", which is unknown; did you mean \"line\"?",
                "consensus=first | command line: consensus names \"first\", which is unknown; expected one of first-vote, last-vote",
                "preset=papers | command line: unknown preset \"papers\"; did you mean \"paper\"?",
                "trial=5 | command line: unknown key \"trial\"; did you mean \"trials\"?",
                "noise.trac=0.5 | command line: unknown key \"noise.trac\"; did you mean \"noise.trace\"?",
                "doubtfl.ratio=1 | command line: unknown key \"doubtfl.ratio\"; did you mean \"doubtful.ratio\"?",
                "doubtful.rato=1 | command line: strategy doubtful has no option \"rato\"",
                "wants-embeddings.ratio=1 | command line: wants-embeddings.ratio is set, but wants-embeddings is not in use",
                "noise.trace=0 | command line: noise.trace is \"0\", expected a number from 1e-9 to 1",
                "noise.trace=1.5 | command line: noise.trace is \"1.5\", expected a number from 1e-9 to 1",
                "noise.accuracy=88 | command line: noise.accuracy is \"88\", expected a number from 0 to 1, or any",
                "initial.labelled=none | command line: initial.labelled is \"none\", expected a whole number from 1 to 100000000, or all",
                "initial.label-counts=0.5,0.4 | command line: initial.label-counts sums to 0.9, expected 1",
                "initial.annotators=1 | e.yaml:13: initial.label-counts allows 2 labels an example, but there is only 1 annotator",
                "name=a b | command line: name is \"a b\", expected letters, digits and . _ - only",
                "version=2 | command line: version is 2, but this program reads version 1",
                "trials | command line: 'trials' is not of the form key=value",
            })
    void saysWhatIsWrongWithAnOverride(String override, String expected) {
        String found = complaint(GOOD, override);

        assertTrue(found.startsWith(expected), found);
        assertEquals(1, found.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trials: 2 | trails: 2 | e.yaml:7: unknown key \"trails\"; did you mean \"trials\"?",
                "  annotators: 5 | 'annotator: 5' | e.yaml:14: unknown key \"initial.annotator\"; did you mean \"initial.annotators\"?",
                "    trials: 5 | 'trails: 5' | e.yaml:23: unknown key \"trails\"; did you mean \"trials\"?",
                "rounds: 3 | 'rounds: [3, 4]' | e.yaml:8: rounds is a list, expected one value",
                "rounds: 3 | '' | e.yaml: rounds is missing",
                "rounds: 3 | 'rounds: [{a: 1}]' | e.yaml:8: rounds has a list item that is not a single value",
                "rounds: 3 | 'rounds: [3' | e.yaml:9: not valid YAML: while parsing a flow sequence: expected ',' or ']'",
                "rounds: 3 | 'trials: 3' | e.yaml:8: not valid YAML: Duplicate field 'trials'",
                "default: | 'fast: 3\n  default:' | e.yaml:20: preset \"fast\" has no keys, expected some such as 'trials: 5'",
                "rounds: 3 | 'rounds: 3\nmodel: centres' | e.yaml:9: model is given twice, first at e.yaml:5 (model and models are one key); give it once",
                "rounds: 3 | 'rounds: 3\nnoise.trace: 0.9' | e.yaml:17: noise.trace is given twice, first at e.yaml:9; give it once",
                "trials: 5 | 'trials: 5\n    model: centres\n    models: same' | e.yaml:25: presets.paper.models is given twice, first at e.yaml:24; give it once",
                "rounds: 3 | '\"\": 3' | e.yaml:8: a key is empty, expected a name such as trials",
                "rounds: 3 | ': 3' | e.yaml:7: not valid YAML",
                "rounds: 3 | 'random.: 3' | e.yaml:8: the key \"random.\" has an empty part",
                "rounds: 3 | '\"\": {rounds: 3}' | e.yaml:8: the key \".rounds\" has an empty part",
                "rounds: 3 | 'rounds: {}' | e.yaml:8: rounds is missing",
                "rounds: 3 | 'rounds: {a: 3}' | e.yaml:8: unknown key \"rounds.a\"",
                "rounds: 3 | 'rounds: ' | e.yaml:8: rounds is missing",
                "[centres] | [] | e.yaml:5: models is missing",
                "[centres] | ['', centres] | e.yaml:5: models has an empty item",
                "[centres] | [null, centres] | e.yaml:5: models has a list item that is not a single value",
                "[centres] | [[centres]] | e.yaml:5: models has a list item that is not a single value",
                "rounds: 3 | '3: 3' | e.yaml:8: unknown key \"3\"",
                "rounds: 3 | 'rounds: *three' | e.yaml:8: rounds is *three, but references to anchors are not supported",
                "rounds: 3 | '<<: {rounds: 3}' | e.yaml:8: merging with << is not supported",
                "rounds: 3 | '\trounds: 3' | e.yaml:7: not valid YAML: while scanning",
                "trials: 5 | 'trials: 5\n---\nrounds: 3' | e.yaml:25: another document begins",
                "version: 1 | preset: paper | e.yaml:1: unknown key \"preset\"; choose a preset on the command line",
                "version: 1 | '' | e.yaml: version is missing",
                "[centres] | [centers] | e.yaml:5: models names \"centers\", which is unknown; did you mean \"centres\"?",
            })
    void saysFileAndLine(String found, String replacement, String expected) {
        assertTrue(GOOD.contains(found));

        String message = complaint(GOOD.replace(found, replacement));

        assertTrue(message.startsWith(expected), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void anOptionSetToNothingIsNotSet() throws IOException {
        assertEquals(Map.of(), load(GOOD, "doubtful.ratio=").optionsOf("doubtful"));
    }

    @ParameterizedTest
    @CsvSource({
        "onnx.preset, onnx.nonsense, model onnx",
        "darl.ratio, darl.nonsense, strategy darl",
        "cifar-10h.pool-size, cifar-10h.nonsense, data set cifar-10h"
    })
    void anOptionSetToNothingIsOneOfItsPart(String right, String wrong, String part) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Experiments.load("cifar-10h", List.of(right + "=", wrong + "=")))
                .getMessage();

        assertTrue(message.startsWith("command line: " + part + " has no option \"nonsense\"; "), message);
    }

    @Test
    void refusesARepeatedOverride() {
        assertTrue(complaint(GOOD, "trials=1", "trials=2").contains("trials is given twice"));
    }

    @Test
    void overridesReplaceWhatTheFileSaysByAnotherName() throws IOException {
        assertEquals(List.of("same"), load(GOOD, "model=same").grid().models());
        assertTrue(complaint(GOOD, "model=same", "models=centres").startsWith("command line: models is given twice"));
        assertTrue(complaint(GOOD, " =3").startsWith("command line: a key is empty"));
        assertTrue(complaint(GOOD, ".x=3").startsWith("command line: the key \".x\" has an empty part"));
    }

    @Test
    void refusesFilesThatAreNoExperiment() throws IOException {
        assertTrue(complaint("").startsWith("e.yaml: expected keys and values"));
        assertTrue(complaint("- a\n").startsWith("e.yaml: expected keys and values"));

        Files.write(folder.resolve("latin.yaml"), "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        var notText = assertThrows(
                IllegalArgumentException.class,
                () -> Experiments.load(folder.resolve("latin.yaml").toString(), List.of(), new FakeComponents()));
        assertTrue(notText.getMessage().contains("latin.yaml: is no text in UTF-8, expected settings"));

        Files.writeString(folder.resolve("long.yaml"), "name: x\n#" + "x".repeat(20_000_000));
        var tooLong = assertThrows(
                IllegalArgumentException.class,
                () -> Experiments.load(folder.resolve("long.yaml").toString(), List.of(), new FakeComponents()));
        assertTrue(tooLong.getMessage().contains("has more than 1048576 bytes"), tooLong.getMessage());

        var unknown = assertThrows(
                IllegalArgumentException.class, () -> Experiments.load("wall-robt", List.of(), new FakeComponents()));
        assertEquals(
                "'wall-robt' is neither a bundled experiment nor a file; did you mean \"wall-robot\"?",
                unknown.getMessage());
    }

    @Test
    void bundlesExperimentsThatAreValidWithEachPreset() throws IOException {
        for (Experiments.Info info : Experiments.all()) {
            assertTrue(info.presets().containsAll(List.of("quick", "default", "paper")), info.name());
            for (String preset : info.presets()) {
                List<String> keys = new ArrayList<>(List.of("preset=" + preset));
                if (info.name().startsWith("cifar")) {
                    for (String key : WEIGHTS_OF_PRESET.getOrDefault(preset, List.of())) {
                        String[] parts = key.split("\\.");
                        String network = parts[parts.length - 2];
                        keys.add(key + "="
                                + SmallCifar.writeWeights(folder, network.equals("resnet") ? "resnet18" : network));
                    }
                }
                if (NEEDS_ONNX_RUNTIME.contains(preset)) {
                    // That they are valid is tested where there is one; here all is but the weights.
                    keys.add("onnx.weights=" + file("no model"));
                    var error = assertThrows(IllegalArgumentException.class, () -> Experiments.load(info.name(), keys));
                    assertTrue(error.getMessage().contains("is no ONNX file"), error::getMessage);
                    continue;
                }
                ExperimentConfig config = Experiments.load(info.name(), keys);
                assertEquals(info.name(), config.name());
            }
        }
        ExperimentConfig paper = Experiments.load("wall-robot", List.of("preset=paper"));
        assertEquals(5, paper.grid().trials());
        assertEquals(20, paper.loop().rounds());
        assertEquals(100, paper.loop().batch());
    }
}
