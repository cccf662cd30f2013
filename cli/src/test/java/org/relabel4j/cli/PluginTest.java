package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.plugin.PluginJar;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.registry.ConsensusProvider;
import org.relabel4j.core.registry.StrategyProvider;
import org.relabel4j.datasets.DatasetProvider;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.registry.ModelProvider;

/** The example of a plug-in in the documentation, through the command line. */
class PluginTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "plugin", "src", "main");

    @TempDir
    static Path shared;

    private static String jar;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException {
        jar = PluginJar.of(shared.resolve("example-plugin.jar"), EXAMPLE.resolve("java"), EXAMPLE.resolve("resources"))
                .toString();
    }

    @AfterEach
    void forget() {
        Plugins.use(List.of());
    }

    @Test
    void itsPartsAreListedWithWhereTheyComeFrom() throws IOException {
        assertTrue(Cli.run("strategies", "--plugin", jar)
                .succeeded()
                .out()
                .contains("where people's labels differ most (plug-in example-plugin.jar)"));
        assertTrue(Cli.run("--plugin", jar, "models").succeeded().out().contains("nearest-mean"));
        assertTrue(Cli.run("--plugin=" + jar, "datasets", "two-moons")
                .succeeded()
                .out()
                .contains("pool-size"));
        JsonNode methods = new ObjectMapper()
                .readTree(Cli.run("consensus-methods", "agreement-vote", "--json", "--plugin", jar)
                        .succeeded()
                        .out());
        assertEquals("example-plugin.jar", methods.get(0).get("plugin").asText());

        Cli.run("strategies", "vote-entropy").refused("unknown strategy \"vote-entropy\"");
    }

    @Test
    void itsPartsRunInAnExperimentBesideOurs() throws IOException {
        String out = folder.resolve("run").toString();

        Cli.Result result = Cli.run(
                "benchmark",
                "wall-robot",
                "--plugin",
                jar,
                "dataset=two-moons",
                "two-moons.pool-size=200",
                "models=nearest-mean",
                "strategies=activelab,vote-entropy",
                "vote-entropy.smoothing=0.5",
                "consensus=agreement-vote",
                "noise.accuracy=any",
                "initial.labelled=50",
                "initial.annotators=5",
                "trials=1",
                "rounds=2",
                "batch=20",
                "--out",
                out);

        assertEquals(0, result.exitCode(), result.err());
        List<String> rounds = Files.readAllLines(Path.of(out, "rounds.csv"));
        assertEquals(1 + 2 * 2, rounds.size());
        assertTrue(rounds.stream().anyMatch(row -> row.contains(",nearest-mean,vote-entropy,0,1,")), rounds::toString);
        JsonNode environment =
                new ObjectMapper().readTree(Path.of(out, "environment.json").toFile());
        assertEquals(
                Sha256.of(Path.of(jar)),
                environment.get("plugins_sha256").get("example-plugin.jar").asText());
    }

    @Test
    void itsPartsWorkOnOwnFiles() throws IOException {
        Path labels = Files.writeString(
                folder.resolve("labels.csv"), "task,annotator,label\na,x,cat\na,y,dog\nb,x,cat\nb,y,cat\n");
        Path scores = folder.resolve("scores.csv");
        Path consensus = folder.resolve("consensus.csv");

        Cli.run(
                        "score",
                        "--plugin",
                        jar,
                        "--strategy",
                        "vote-entropy",
                        "--labels",
                        labels.toString(),
                        "--out",
                        scores.toString())
                .succeeded();
        Cli.run(
                        "consensus",
                        "--plugin",
                        jar,
                        "--method",
                        "agreement-vote",
                        "--labels",
                        labels.toString(),
                        "--out",
                        consensus.toString())
                .succeeded();

        assertTrue(Files.readAllLines(scores).get(1).startsWith("a,"), () -> "the split vote first");
        assertTrue(Files.readString(consensus).contains("a,dog,0.66"));
        Cli.run(
                        "score",
                        "--plugin",
                        jar,
                        "--strategy",
                        "vote-entropy",
                        "--option",
                        "smoothing=0",
                        "--labels",
                        labels.toString(),
                        "--out",
                        scores.toString())
                .refused("option \"smoothing\"", "expected a number from 0.000001");
    }

    @Test
    void whatCannotBeUsedIsRefusedInALine() throws IOException {
        Cli.run("strategies", "--plugin", folder.resolve("none.jar").toString()).refused("none.jar: no such file");
        Path failing = PluginJar.of(folder.resolve("failing.jar"), "Failing", """
                import java.util.List;
                import org.relabel4j.core.registry.*;

                public class Failing implements StrategyProvider {
                    @Override
                    public List<StrategyInfo> strategies() {
                        return List.of(StrategyInfo.scoring(
                                new StrategyInfo.Description("failing", "never", "nobody"), List.of(), options -> (state, rng) -> {
                                    throw new IllegalStateException("no scores today");
                                }, "majority-vote"));
                    }
                }
                """, StrategyProvider.class);
        Path labels = Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,x,cat\nb,y,dog\n");

        Cli.Result result = Cli.run(
                "score",
                "--plugin",
                failing.toString(),
                "--strategy",
                "failing",
                "--labels",
                labels.toString(),
                "--pred-probs",
                Files.writeString(folder.resolve("p.csv"), "task,cat,dog\na,0.5,0.5\nb,0.5,0.5\n")
                        .toString(),
                "--out",
                folder.resolve("scores.csv").toString());

        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("a plug-in failed in Failing"), result::err);
        assertTrue(result.err().contains("no scores today"), result::err);
    }

    /** A defect of a plug-in is told as one: exit 1, with its name. */
    @Test
    void wrongAnswersOfAPluginAreItsOwn() throws IOException {
        Path wrong = PluginJar.of(
                folder.resolve("wrong.jar"), "Wrong", """
                import java.util.List;
                import org.relabel4j.core.acquisition.*;
                import org.relabel4j.core.consensus.*;
                import org.relabel4j.core.registry.*;

                public class Wrong implements StrategyProvider, ConsensusProvider {
                    @Override
                    public List<StrategyInfo> strategies() {
                        return List.of(StrategyInfo.scoring(
                                new StrategyInfo.Description("short", "few", "nobody"), List.of(),
                                options -> (state, rng) -> Scores.of(new double[1]), "majority-vote"));
                    }

                    @Override
                    public List<ConsensusInfo> consensusMethods() {
                        return List.of(new ConsensusInfo("sure", "too sure", List.of(), options -> (annotations, p, rng) ->
                                new Consensus(new int[] {0, 1}, new double[] {7, 1}, new double[] {1, 1})));
                    }
                }
                """, StrategyProvider.class, ConsensusProvider.class);
        String labels = Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,x,cat\nb,y,dog\n")
                .toString();
        String probabilities = Files.writeString(folder.resolve("p.csv"), "task,cat,dog\na,0.5,0.5\nb,0.5,0.5\n")
                .toString();
        String out = folder.resolve("out.csv").toString();

        Cli.Result score = Cli.run(
                "--plugin",
                wrong.toString(),
                "score",
                "--plugin",
                jar,
                "--strategy",
                "short",
                "--labels",
                labels,
                "--pred-probs",
                probabilities,
                "--out",
                out);
        Cli.Result consensus = Cli.run(
                "consensus", "--plugin", wrong.toString(), "--method", "sure", "--labels", labels, "--out", out);

        assertEquals(1, score.exitCode());
        assertEquals(
                "relabel4j: plug-in wrong.jar: strategy short gave 1 score of 2 examples; its author should know\n",
                score.err());
        assertEquals(1, consensus.exitCode());
        assertTrue(consensus.err().contains("plug-in wrong.jar: consensus method sure gave example 0 the quality 7.0"));
        assertTrue(Files.notExists(Path.of(out)));
    }

    private static final String WRONG_PARTS = """
            import java.util.*;
            import org.relabel4j.core.acquisition.*;
            import org.relabel4j.core.consensus.*;
            import org.relabel4j.core.probability.*;
            import org.relabel4j.core.registry.*;
            import org.relabel4j.core.training.*;
            import org.relabel4j.datasets.*;
            import org.relabel4j.models.registry.*;

            public class Parts implements ModelProvider, StrategyProvider, ConsensusProvider, DatasetProvider {
                @Override
                public List<ModelEntry> models() {
                    return List.of(
                            model("no-sum", (rows, k) -> DenseProbabilities.ofRowMajor(rows, k, new double[rows * k])),
                            model("few", (rows, k) -> DenseProbabilities.of(new double[][] {{0.5, 0.5}})),
                            model("nan", (rows, k) -> new Probabilities() {
                                public int numExamples() { return rows; }
                                public int numClasses() { return k; }
                                public void copyRows(int from, int to, double[] destination, int offset) {
                                    Arrays.fill(destination, offset, offset + (to - from) * k, Double.NaN);
                                }
                            }));
                }

                private interface Answer { Probabilities of(int rows, int numClasses); }

                private static ModelEntry model(String name, Answer answer) {
                    return new ModelEntry(name, "wrong", List.of(), options -> new Trainer() {
                        public String name() { return name; }
                        public Classifier train(Examples examples, int[] rows, int[] labels, int numClasses, long seed) {
                            return (others, wanted) -> answer.of(wanted.length, numClasses);
                        }
                    });
                }

                @Override
                public List<StrategyInfo> strategies() {
                    return List.of(StrategyInfo.scoring(new StrategyInfo.Description("no-number", "wrong", "nobody"), List.of(),
                            options -> (state, rng) -> {
                                double[] scores = new double[state.numExamples()];
                                scores[1] = Double.NaN;
                                return Scores.of(scores);
                            }, "majority-vote"));
                }

                @Override
                public List<ConsensusInfo> consensusMethods() {
                    return List.of(new ConsensusInfo("no-class", "wrong", List.of(), options -> (annotations, p, rng) ->
                            new Consensus(new int[] {0, 5}, new double[] {1, 1}, new double[] {1, 1})));
                }

                @Override
                public List<DatasetEntry> datasets() {
                    return List.of(new DatasetEntry(new DatasetInfo("no-labels", "wrong", "none", List.of()), (options, seed) ->
                            new Dataset("no-labels", FeatureMatrix.ofRowMajor(2, 1, new float[2]), new int[1],
                                    FeatureMatrix.ofRowMajor(1, 1, new float[1]), new int[1], List.of("a", "b"), "none")));
                }
            }
            """;

    /** Whichever check finds the answer wrong, that of the plug-in's own values or that of what it gave. */
    @Test
    void wrongAnswersOfEachKindAreToldWithPartAndJar() throws IOException {
        String jar = PluginJar.of(
                        folder.resolve("parts.jar"),
                        "Parts",
                        WRONG_PARTS,
                        ModelProvider.class,
                        StrategyProvider.class,
                        ConsensusProvider.class,
                        DatasetProvider.class)
                .toString();
        Map.of(
                        "models=no-sum",
                                "model no-sum gave a wrong answer: predProbs row 0 sums to 0.00000, expected 1",
                        "models=few", "model few predicted 1 row of 2 classes, expected ",
                        "models=nan", "model nan predicted what is no probabilities: row 0 has NaN for class 0",
                        "strategies=no-number", "strategy no-number gave a wrong answer: score of example 1 is NaN",
                        "dataset=no-labels", "data set no-labels gave a wrong answer: pool has 2 examples but 1 label")
                .forEach((setting, message) -> {
                    List<String> call = new ArrayList<>(List.of("benchmark", "wall-robot", "trials=1", "rounds=2"));
                    String key = setting.substring(0, setting.indexOf('=') + 1);
                    List.of("preset=quick", "models=knn", "strategies=random").stream()
                            .filter(other -> !other.startsWith(key))
                            .forEach(call::add);
                    call.addAll(List.of(
                            setting,
                            "--plugin",
                            jar,
                            "--out",
                            folder.resolve("run-" + setting).toString()));

                    Cli.Result result = Cli.run(call.toArray(String[]::new));

                    assertEquals(1, result.exitCode(), result.err());
                    assertTrue(result.err().contains("plug-in parts.jar: " + message), result.err());
                });
        Cli.Result consensus = Cli.run(
                "consensus",
                "--plugin",
                jar,
                "--method",
                "no-class",
                "--labels",
                Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,x,cat\nb,y,dog\n")
                        .toString(),
                "--out",
                folder.resolve("out.csv").toString());
        assertEquals(1, consensus.exitCode(), consensus.err());
        assertTrue(
                consensus.err().contains("plug-in parts.jar: consensus method no-class gave example 1 the class 5"),
                consensus.err());
    }

    @Test
    void aPluginThatHasChangedDoesNotGoOnWithARun() throws IOException {
        Path copy = Files.copy(Path.of(jar), folder.resolve("mine.jar"));
        String out = folder.resolve("run").toString();
        List<String> call = List.of(
                "benchmark",
                "wall-robot",
                "preset=quick",
                "models=knn",
                "strategies=vote-entropy",
                "trials=1",
                "rounds=1",
                "--plugin",
                copy.toString(),
                "--out",
                out);
        Cli.Result begun = Cli.run(call.toArray(String[]::new));
        assertEquals(0, begun.exitCode(), begun.err());
        try (FileSystem zip = FileSystems.newFileSystem(copy)) {
            Files.writeString(zip.getPath("changed.txt"), "x");
        }

        List<String> again = new ArrayList<>(call);
        again.add("--resume");
        Cli.Result resumed = Cli.run(again.toArray(String[]::new));

        assertEquals(2, resumed.exitCode(), resumed.err());
        assertTrue(resumed.err().contains("the plug-in mine.jar has changed since it was started"), resumed.err());
    }
}
