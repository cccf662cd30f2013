package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.benchmarks.experiment.BuiltInComponents;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;

/** Every strategy as a selector: it cleans with a model that has what it needs, and is refused with one that has not. */
class SelectorsTest {
    private static final List<String> KEYS = List.of(
            "trials=1", "folds=2", "noise.rates=0.3", "budget=30", "retrain=20", "effects.models=none", "points=1");

    @TempDir
    Path folder;

    private static CleaningConfig config(List<String> selectors, String model, String... options) {
        List<String> keys = new ArrayList<>(KEYS);
        keys.add("selectors=" + String.join(",", selectors));
        keys.add("models=" + model);
        keys.addAll(List.of(options));
        if (selectors.contains("random")) {
            // With an option, it is the strategy of that name.
            keys.add("random.ask=repeat");
        }
        return CleaningExperiments.load("wall-robot-cleaning", keys);
    }

    /** Cleans with all strategies that a model is good for, and says which those are. */
    private List<String> clean(String model, String... options) throws Exception {
        List<String> fit = new ArrayList<>();
        for (String strategy : new BuiltInComponents().strategies()) {
            try {
                config(List.of(strategy), model, options);
                fit.add(strategy);
            } catch (IllegalArgumentException e) {
                String start = "command line: selectors has " + strategy + ", which needs ";
                assertTrue(e.getMessage().startsWith(start), e::getMessage);
                assertEquals(1, e.getMessage().lines().count());
            }
        }
        // Of an ensemble it is activelab-ensemble by another name.
        fit.removeIf(name -> model.contains("+") && name.equals("activelab"));
        GridResult<CleanedCell> result = Grid.run(
                new CleaningExperiment(config(fit, model, options)),
                folder.resolve(model),
                new RunOptions(2, false),
                GridListener.SILENT);
        assertEquals(List.of(), result.failures());
        CleaningResults results = CleaningExperiment.results(result.states());
        for (String strategy : fit) {
            assertEquals(30, results.curves("0.3", strategy).get(0).end().relabels(), strategy);
        }
        return fit;
    }

    @Test
    void everyStrategyCleansWithAModelThatHasWhatItNeeds() throws Exception {
        Set<String> cleaned = new TreeSet<>(clean("knn"));
        cleaned.addAll(clean("extra-trees", "extra-trees.trees=5"));
        cleaned.addAll(clean("mlp", "mlp.epochs=1"));
        cleaned.addAll(clean("mlp+knn", "mlp.epochs=1"));

        assertEquals(new TreeSet<>(new BuiltInComponents().strategies()), cleaned);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vanilla,mine mine.strategy=active-label-cleaning mine.entropy-threshold=0.0 | has mine, which chooses the same as vanilla",
                "vanilla,self-supervised vanilla.model=extra-trees self-supervised-model=extra-trees | chooses the same as vanilla",
                "oracle,random oracle.model=knn | has oracle, which takes no options; leave oracle.model out",
                "random random.members=3 | has random, which reads no model; leave random.members out",
                "margin margin.members=0 | option \"members\" of selector margin is \"0\"",
                "margin margin.dropout=0.5 | model mlp cannot be trained with dropout; use a single residual network",
                "mine mine.strategy=badge mine.model=knn mine.members=3 | such as mine.dropout=0.5",
                "self-supervised self-supervised-model=knn self-supervised.model=extra-trees | leave self-supervised.model out"
            })
    void refusesInOneLine(String selectors, String expected) {
        List<String> settings = new ArrayList<>(List.of("preset=quick", "model=mlp"));
        settings.addAll(List.of(("selectors=" + selectors).split(" ")));

        var error = assertThrows(
                IllegalArgumentException.class, () -> CleaningExperiments.load("wall-robot-cleaning", settings));

        assertTrue(error.getMessage().contains(expected), error::getMessage);
        assertEquals(1, error.getMessage().lines().count());
    }
}
