package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.SmallCifar;

class CleaningExperimentsTest {
    @TempDir
    Path folder;

    @Test
    void bundledExperimentsLoadWithEveryPreset() {
        for (var info : CleaningExperiments.all()) {
            assertTrue(info.presets().containsAll(List.of("default", "paper", "quick")), info.name());
            boolean images = info.name().equals("cifar-10h-cleaning");
            for (String preset : List.of("default", "paper", "quick")) {
                List<String> keys = new ArrayList<>(List.of("preset=" + preset));
                if (images && preset.equals("paper")) {
                    keys.add("resnet20.weights=" + SmallCifar.writeWeights(folder, "resnet20"));
                }
                CleaningConfig config = CleaningExperiments.load(info.name(), keys);
                assertEquals(info.name(), config.name());
                List<String> noise = info.name().startsWith("noisy-cxr") ? List.of("given") : List.of("0.15", "0.3");
                assertEquals(
                        images ? List.of("T=2", "T=10") : noise,
                        config.grid().noise().stream().map(NoiseLevel::text).toList());
            }
        }
        assertEquals(
                5,
                CleaningExperiments.load("wall-robot-cleaning", List.of("preset=paper"))
                        .grid()
                        .trials());
    }

    @Test
    void resolvedFileIsReadBackAsTheSame() throws IOException {
        CleaningConfig config = SmallCleaning.config("budget=40", "noise.rates=", "noise.temperatures=2,10");
        Path file = Files.writeString(folder.resolve("config.yaml"), config.toYaml());

        CleaningConfig again = CleaningExperiments.load(file.toString(), List.of(), new FakeComponents());

        assertEquals(config, again);
        assertEquals(
                List.of("T=2", "T=10"),
                config.grid().noise().stream().map(NoiseLevel::text).toList());
        assertEquals(config.toYaml(), again.toYaml());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "selectors=vanila | selectors names \"vanila\", which is unknown; did you mean \"vanilla\"?",
                "selectors=random,random | selectors names \"random\" twice",
                "selector=random | unknown key \"selector\"; did you mean \"selectors\"?",
                "models=centres,failing | models has 2 models, expected one; centres+failing is their ensemble",
                "model=centers | models names \"centers\", which is unknown; did you mean \"centres\"?",
                "selectors=neighbour | selectors has neighbour, which needs embeddings, but the model centres has none",
                "selectors=co-teaching | selectors has co-teaching, which reads the model \"co-teaching\", which is unknown; expected one of centres",
                "selectors=wants-ensemble | selectors has wants-ensemble, which needs an ensemble of models, but centres is one model",
                "noise.rates=1.5 | noise.rates has \"1.5\", expected a number from 0 to 1",
                "noise.rates=0.2,0.2 | noise.rates has a value twice",
                "noise.rates= | noise.temperatures is empty and so is noise.rates",
                "noise.temperatures=2 | noise.temperatures is set as well as noise.rates",
                "noise.given=true | noise.given is true, but noise.rates is set as well; leave one of them empty, such as noise.rates=",
                "budget=0 | budget is \"0\", expected a whole number from 1 to 100000000, or by-noise",
                "budget=lots | budget is \"lots\", expected a whole number from 1 to 100000000, or by-noise",
                "retrain=0 | retrain is \"0\", expected a whole number from 1 to 100000000, or never",
                "points=0 | points is \"0\", expected a whole number from 1 to 10000",
                "folds=1 | folds is \"1\", expected a whole number from 2 to 1000",
                "posteriors=insample | posteriors is \"insample\", expected one of out-of-sample, in-sample; did you mean \"in-sample\"?",
                "entropy-threshold=2 | entropy-threshold is \"2\", expected a number from 0 to 1",
                "bald-members=1 | bald-members is \"1\", expected a whole number from 2 to 1000",
                "neighbours=0 | neighbours is \"0\", expected a whole number from 1 to 1000",
                "selectors=self-supervised | self-supervised-model is none, but the selector self-supervised is in use; name the model",
                "bald-dropout=1 | bald-dropout is \"1\", expected a number from 0 to 0.95",
                "people.source=counts | people.source is \"counts\", expected one of answers, instance-noise",
                "people.noise-rate=0.6 | people.noise-rate is \"0.6\", expected a number from 0 to 0.5",
                "people.concentration=-1 | people.concentration is \"-1\", expected a number from 0 to 100",
                "effects.models=tree | effects.models names \"tree\", which is unknown",
                "effects.sizes=0 | effects.sizes has \"0\", expected a whole number from 1 to 100000000",
                "effects.sizes=5,5 | effects.sizes has a value twice",
                "trials=0 | trials is \"0\", expected a whole number from 1 to 10000",
                "version=2 | version is 2, but this program reads version 1",
                "variants.a.trials=1 | unknown key \"variants.a.trials\"",
                "failing.x=1 | failing.x is set, but failing is not in use; in use are centres, confidence, line, oracle, random, vanilla",
                "preset=qick | unknown preset \"qick\"; did you mean \"quick\"?"
            })
    void refusesInOneLineThatStartsWithThePlace(String override, String message) {
        var error = assertThrows(IllegalArgumentException.class, () -> SmallCleaning.config(override));

        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
        assertTrue(
                error.getMessage().startsWith("command line: ")
                        || error.getMessage().startsWith(SmallCleaning.file()),
                error::getMessage);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "self-supervised-model=centres selectors=self-supervised | self-supervised-model is centres, which the other selectors",
                "self-supervised-model=centers selectors=self-supervised | self-supervised-model names \"centers\", which is unknown",
                "bald-dropout=0.5 selectors=bald | selectors has bald, which needs a network with dropout, but the model centres has none",
                "models=same selectors=bald | selectors has bald, which needs models that differ, but the model same is the same",
                "selectors=mine mine.strategy=vanila | selectors names \"vanila\", which is unknown; did you mean \"vanilla\"?",
                "selectors=mine mine.strategy=vanilla mine.asked=new | command line: strategy active-label-cleaning has no option \"asked\"",
                "selectors=mine mine.strategy=confidence mine.ratio=2 | command line: option \"ratio\" of strategy darl",
                "selectors=mine mine.strategy=vanilla mine.members=0 | command line: option \"members\" of selector",
                "selectors=mine mine.strategy=vanilla mine.ask=new | selectors has mine, which asks for first labels alone",
                "selectors=mine mine.strategy=vanilla mine.model=centers | selectors has mine, which reads the model \"centers\"",
                "selectors=mine mine.strategy=bald mine.members=1 posteriors=in-sample | selectors has mine, which needs the predictions of fold models, of which",
                "selectors=oracle oracle.strategy=vanilla | selectors has oracle, which cannot be another name of vanilla",
                "selectors=true-labels true-labels.strategy=vanilla | selectors has true-labels, which cannot be another name",
                "mine.strategy=vanilla selectors=random | mine.strategy is set, but mine is not in use"
            })
    void refusesWhatASelectorCannotRead(String overrides, String message) {
        var error = assertThrows(IllegalArgumentException.class, () -> SmallCleaning.config(overrides.split(" ")));

        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
    }

    @Test
    void furtherNamesHaveTheOptionsOfTheirStrategyUnlessTheyHaveOthers() {
        CleaningConfig config = SmallCleaning.config(
                "selectors=mine,random",
                "mine.strategy=adaptive",
                "mine.sampler=confidence",
                "adaptive.sampler=neighbour",
                "adaptive.ratio=0.2",
                "mine.model=same");

        assertEquals(
                Map.of("model", "same", "ratio", "0.2", "sampler", "confidence", "strategy", "adaptive"),
                config.optionsOf("mine"));
    }

    @Test
    void namesTheLineOfAFile() throws IOException {
        String text = Files.readString(Path.of(SmallCleaning.file())).replace("retrain: 10", "retrain: ten");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);

        var error = assertThrows(
                IllegalArgumentException.class,
                () -> CleaningExperiments.load(file.toString(), List.of(), new FakeComponents()));

        assertEquals(
                file + ":14: retrain is \"ten\", expected a whole number from 1 to 100000000, or never",
                error.getMessage());
    }

    @Test
    void refusesAnEmptyKey() throws IOException {
        String text = Files.readString(Path.of(SmallCleaning.file())).replace("retrain: 10", "\"\": 10");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);

        var error = assertThrows(
                IllegalArgumentException.class,
                () -> CleaningExperiments.load(file.toString(), List.of(), new FakeComponents()));

        assertEquals(file + ":14: a key is empty, expected a name such as trials", error.getMessage());
    }
}
