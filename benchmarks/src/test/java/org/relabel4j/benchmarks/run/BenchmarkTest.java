package org.relabel4j.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.FakeComponents;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.statistics.Measure;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Margin;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.plugin.PluginException;
import org.relabel4j.core.plugin.PluginJar;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.files.Sha256;

class BenchmarkTest {
    private static final AcquisitionStrategy BY_NUMBER = (state, rng) -> {
        double[] scores = new double[state.numExamples()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        return Scores.of(scores);
    };

    @TempDir
    Path folder;

    /** The Wall Robot experiment, as small as it gets. */
    private static Benchmark small(String... settings) {
        return Benchmark.of("wall-robot")
                .with("preset=quick", "models=knn", "trials=1", "rounds=2")
                .with(settings);
    }

    private JsonNode environment(String run) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(run).resolve("environment.json").toFile());
    }

    @Test
    void ownPartsRunBesideTheBuiltInOnes() throws Exception {
        Dataset line = new FakeComponents().dataset("own-line", Map.of("pool", "80"), 1);
        List<String> heard = new ArrayList<>();

        LearningRun run = Benchmark.of("wall-robot")
                .strategy("by-number", BY_NUMBER, "own-vote")
                .consensusMethod("own-vote", new MajorityVote())
                .model(new FakeComponents().trainers("centres", Map.of()).get(0))
                .dataset(line)
                .with("dataset=own-line", "models=centres+knn,centres", "strategies=margin,by-number")
                .with("initial.labelled=20", "initial.annotators=5", "trials=2", "rounds=3", "batch=5")
                .jobs(2)
                .run(folder.resolve("run"), new GridListener<LearningCell, LearningState>() {
                    @Override
                    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                        heard.add(cell.strategy() + " " + state.lastRow().round());
                    }
                });

        assertEquals(List.of(), run.failures());
        assertEquals(2 * 2 * 2 * 3, run.rows().size());
        assertEquals(run.rows().size(), run.timings().size());
        assertEquals(run.rows().size(), heard.size());
        assertTrue(heard.contains("by-number 2"), heard::toString);
        // Of 80 examples by their numbers, the first five.
        try (Stream<String> asked =
                Files.lines(run.grid().folder().batches(new LearningCell("", "centres", "by-number", 1)))) {
            assertEquals(
                    List.of("0", "1", "2", "3", "4"),
                    asked.skip(1).limit(5).map(row -> row.split(",")[1]).toList());
        }
        assertEquals(
                2,
                run.results("wall-robot", "centres")
                        .summary("by-number", Metric.MODEL_ACCURACY, Measure.AREA)
                        .orElseThrow()
                        .trials());
        assertTrue(run.report().orElseThrow().text().contains("by-number"));
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("by-number"));
    }

    @Test
    void anOwnStrategyThatDoesTheSameChoosesTheSame() throws Exception {
        LearningRun run = Benchmark.of("wall-robot")
                .with("preset=quick", "models=softmax", "strategies=margin,mine", "rounds=3")
                .strategy("mine", new Margin())
                .run(folder.resolve("run"));

        // Random numbers, drawn by the strategy's name, decide between equal margins alone; this model's are all
        // different.
        Function<String, List<String>> chosen = strategy -> {
            try (Stream<String> asked =
                    Files.lines(run.grid().folder().batches(new LearningCell("", "softmax", strategy, 0)))) {
                return asked.toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertEquals(1 + 2 * 100, chosen.apply("mine").size());
        assertEquals(chosen.apply("margin"), chosen.apply("mine"));
        assertEquals(run.rows().get(2).modelAccuracy(), run.rows().get(5).modelAccuracy());
    }

    @Test
    void strategiesAreSelectorsWhereLabelsAreCleaned() throws Exception {
        CleaningRun run = Benchmark.of("wall-robot-cleaning")
                .strategy("by-number", BY_NUMBER)
                .with("preset=quick", "model=knn", "effects.models=knn", "selectors=by-number,random", "trials=1")
                .clean(folder.resolve("run"));

        assertEquals(List.of(), run.failures());
        assertFalse(run.results().noiseLevels().isEmpty());
        assertTrue(run.report().orElseThrow().text().contains("by-number"));
    }

    @Test
    void environmentSaysWhichCodeTookPart() throws Exception {
        Path jar = PluginJar.of(folder.resolve("theirs.jar"), "Theirs", """
                import java.util.random.RandomGenerator;
                import org.relabel4j.core.acquisition.*;

                public class Theirs implements AcquisitionStrategy {
                    @Override
                    public Scores score(PoolState state, RandomGenerator rng) {
                        return Scores.of(new double[state.numExamples()]);
                    }
                }
                """);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Benchmark benchmark = small("strategies=theirs,lambda")
                    .strategy("lambda", BY_NUMBER)
                    .strategy("theirs", (AcquisitionStrategy)
                            loader.loadClass("Theirs").getConstructor().newInstance());
            benchmark.run(folder.resolve("run"));

            JsonNode environment = environment("run");
            assertEquals("0.1.0-SNAPSHOT", environment.get("relabel4j").asText());
            assertFalse(environment.get("commit").asText().isEmpty());
            JsonNode theirs = environment.get("own_parts").get("strategy theirs");
            assertEquals("Theirs", theirs.get("class").asText());
            assertEquals(jar.toString(), theirs.get("code").asText());
            assertEquals(Sha256.of(jar), theirs.get("sha256").asText());
            JsonNode lambda = environment.get("own_parts").get("strategy lambda");
            assertEquals(getClass().getName(), lambda.get("class").asText());
            assertTrue(lambda.get("code").asText().endsWith("test-classes"), lambda::toString);
            assertTrue(lambda.get("sha256").asText().matches("[0-9a-f]{64}"), lambda::toString);

            // Goes on with the same code, not with another.
            assertEquals(
                    4, benchmark.resumed().run(folder.resolve("run")).rows().size());
            assertEquals(1, environment("run").get("resumed").size());
            assertTrue(environment("run").get("resumed").get(0).has("own_parts"));
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("changed.txt"), "x");
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Benchmark changed = small("strategies=theirs,lambda")
                    .strategy("lambda", BY_NUMBER)
                    .strategy("theirs", (AcquisitionStrategy)
                            loader.loadClass("Theirs").getConstructor().newInstance())
                    .resumed();

            String message = assertThrows(IllegalArgumentException.class, () -> changed.run(folder.resolve("run")))
                    .getMessage();
            assertTrue(message.contains("the code of strategy theirs (" + jar + ") has changed"), message);
        }
    }

    @Test
    void codeInAFolderMayNotChangeEither() throws Exception {
        Path jar = PluginJar.of(folder.resolve("mine.jar"), "Mine", """
                import java.util.random.RandomGenerator;
                import org.relabel4j.core.acquisition.*;

                public class Mine implements AcquisitionStrategy {
                    static class Nested {}

                    @Override
                    public Scores score(PoolState state, RandomGenerator rng) {
                        return Scores.of(new double[state.numExamples()]);
                    }
                }
                """);
        Path classes = unpacked(jar, "classes");
        Path copy = unpacked(jar, "copy");
        Path run = folder.resolve("run");
        try (URLClassLoader loader = loader(classes)) {
            mine(loader).run(run);
        }

        // Other classes of the folder may change, and the folder may move.
        Files.writeString(copy.resolve("Mine2.class"), "x");
        try (URLClassLoader loader = loader(copy)) {
            assertEquals(2, mine(loader).resumed().run(run).rows().size());
        }
        try (URLClassLoader loader = loader(jar)) {
            String message = refusedToGoOn(mine(loader), run);
            assertTrue(
                    message.contains("the code of strategy mine is from another place (" + jar + ", was " + classes),
                    message);
        }
        Files.write(classes.resolve("Mine$Nested.class"), new byte[1], StandardOpenOption.APPEND);
        try (URLClassLoader loader = loader(classes)) {
            String message = refusedToGoOn(mine(loader), run);
            assertTrue(message.contains("the code of strategy mine (" + classes), message);
            assertTrue(message.contains(") has changed since it was started"), message);
        }
    }

    private Path unpacked(Path jar, String name) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(name));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            for (String file : List.of("Mine.class", "Mine$Nested.class")) {
                Files.copy(zip.getPath(file), classes.resolve(file));
            }
        }
        return classes;
    }

    private static URLClassLoader loader(Path code) throws IOException {
        return new URLClassLoader(new URL[] {code.toUri().toURL()}, BenchmarkTest.class.getClassLoader());
    }

    private static Benchmark mine(ClassLoader loader) throws ReflectiveOperationException {
        return small("strategies=mine").strategy("mine", (AcquisitionStrategy)
                loader.loadClass("Mine").getConstructor().newInstance());
    }

    private static String refusedToGoOn(Benchmark benchmark, Path run) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> benchmark.resumed().run(run))
                .getMessage();
    }

    @Test
    void mistakesAreToldInALineBeforeAnythingIsWritten() {
        assertEquals(
                "plug-in " + getClass().getName()
                        + ": strategy \"margin\" has the name of another one; rename it, or leave"
                        + " one of the two out",
                refused(small().strategy("margin", BY_NUMBER)));
        assertEquals(
                "strategy by-number was given, but no setting names it; set strategies=by-number",
                refused(small("strategies=margin").strategy("by-number", BY_NUMBER)));
        assertEquals(
                "consensus method own-vote was given, but no setting names it; set consensus=own-vote",
                refused(small("strategies=margin").consensusMethod("own-vote", new MajorityVote())));
        String misspelt = refused(small("strategies=by-nmber").strategy("by-number", BY_NUMBER));
        assertTrue(
                misspelt.startsWith("Benchmark.with: strategies names \"by-nmber\", which is unknown; did you mean"),
                misspelt);
        assertTrue(misspelt.contains("\"by-number\""), misspelt);
        assertTrue(
                refused(small("strategies=odd").strategy("Odd_One", BY_NUMBER)).contains("\"Odd_One\" is no name"));
        assertTrue(Files.notExists(folder.resolve("run")));
    }

    @Test
    void aFolderInUseIsToldInTheWordsOfCalls() throws Exception {
        small("strategies=random").run(folder.resolve("run"));

        assertEquals(
                "run folder " + folder.resolve("run") + " exists; go on with it by resumed(), or choose another one",
                refused(small("strategies=random")));
    }

    private String refused(Benchmark benchmark) {
        return assertThrows(IllegalArgumentException.class, () -> benchmark.run(folder.resolve("run")))
                .getMessage();
    }

    @Test
    void wrongAnswersAreToldAsThePartsOwn() throws Exception {
        LearningRun run = small("strategies=short,random")
                .strategy("short", (state, rng) -> Scores.of(new double[1]))
                .run(folder.resolve("run"));

        assertEquals(1, run.failures().size());
        Throwable cause = run.failures().get(0).cause();
        assertInstanceOf(PluginException.class, cause);
        assertTrue(cause.getMessage().contains("strategy short gave 1 score of "), cause.getMessage());
        assertTrue(run.rows().stream().anyMatch(row -> row.cell().strategy().equals("random")));
    }
}
