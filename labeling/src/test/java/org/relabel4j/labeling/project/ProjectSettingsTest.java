package org.relabel4j.labeling.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.assignment.Crowd;
import org.relabel4j.core.assignment.PairRule;

class ProjectSettingsTest {
    private static ProjectSettings settings(String... overrides) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of("table.csv"));
        given.put("classes", List.of("good", "bad"));
        return ProjectSettings.of(Path.of("/p"), given, List.of(overrides));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        ProjectSettings made = settings("model=extra-trees", "extra-trees.trees=50", "folds=3", "annotators=ann,bob");

        ProjectSettings read = ProjectSettings.parse(made.yaml(), Path.of("project.yaml"));

        assertEquals(made.toMap(), read.toMap());
        assertEquals(made.yaml(), read.yaml());
        assertEquals(Map.of("trees", "50"), read.options("extra-trees"));
        assertEquals(List.of("ann", "bob"), read.annotators());
    }

    @Test
    void classesMayHaveCommasInTheFile() {
        String yaml = settings().yaml().replace("- good", "- \"good, really\"");

        assertEquals(
                List.of("good, really", "bad"),
                ProjectSettings.parse(yaml, Path.of("project.yaml")).classNames());
    }

    @Test
    void pathsAreSeenFromTheProject() {
        assertEquals(Path.of("/p/table.csv"), settings().data().path());
        assertEquals(Path.of("/q/t.csv"), settings("data.path=/q/t.csv").data().path());
    }

    /** The weights are not there: what only looks at settings does not need them. */
    @Test
    void weightsAreSeenFromTheProject() {
        ProjectSettings made = settings(
                "model=resnet18",
                "resnet18.mode=head",
                "resnet18.weights=/p/nets/w.safetensors",
                "resnet18.cache=kept",
                "co-teaching.network=onnx",
                "co-teaching.onnx.weights=/q/net.onnx");
        Path here = Path.of("kept").toAbsolutePath();

        assertEquals(Path.of("nets", "w.safetensors").toString(), made.toMap().get("resnet18.weights"));
        assertEquals(here.toString(), made.toMap().get("resnet18.cache"));
        ProjectSettings moved = ProjectSettings.parse(made.yaml(), Path.of("/r/project.yaml"));
        assertEquals(
                Map.of("mode", "head", "weights", "/r/nets/w.safetensors", "cache", here.toString()),
                moved.options("resnet18"));
        assertEquals("/q/net.onnx", moved.options("co-teaching").get("onnx.weights"));
        assertEquals(made.toMap(), moved.toMap());
    }

    @Test
    void imagesAreAsLargeAsTheNetworkSeesThem() {
        String[] images = {
            "data.kind=images", "resnet18.size=96", "resnet18.weights=w.safetensors", "resnet18.mode=head"
        };
        ProjectSettings made = settings(images);

        assertEquals(96, made.data().imageSize());
        assertEquals(96, made.toMap().get("data.image-size"));
        // What is written stays, whatever the model is later.
        ProjectSettings later =
                ProjectSettings.parse(made.yaml(), Path.of("project.yaml")).with(List.of("resnet18.size=160"));
        assertEquals(96, later.data().imageSize());
        assertEquals(64, settings("data.kind=images").toMap().get("data.image-size"));
    }

    @Test
    void ratesGoByName() {
        assertEquals(
                List.of(1.0, 2.5),
                settings("costs.unit=EUR", "costs.rates=bob=2.5")
                        .costs(List.of("ann", "bob"))
                        .annotatorRates());
    }

    @Test
    void refusesCapacitiesThatAreNone() {
        for (String given : List.of("bob", "bob=-1", "=3", "bob=1.5")) {
            IllegalArgumentException error = assertThrows(
                    IllegalArgumentException.class,
                    () -> settings("joint.rule=best", "joint.capacities=ann=1," + given));
            assertEquals(
                    "command line: joint.capacities has \"" + given
                            + "\", expected name=number with a whole number from 0, such as ann=20",
                    error.getMessage());
        }
    }

    @Test
    void aJointChoiceIsWrittenOnlyWhereItIsSet() {
        assertEquals(Optional.empty(), settings().jointRule());
        assertFalse(settings().yaml().contains("joint"), settings()::yaml);
        ProjectSettings joint = settings("joint.rule=best", "joint.capacities=bob=0,cyd=20");
        ProjectSettings read = ProjectSettings.parse(joint.yaml(), Path.of("project.yaml"));

        assertEquals(Optional.of(PairRule.BEST), read.jointRule());
        assertEquals(List.of(Crowd.UNLIMITED, 0, 20), read.capacities(List.of("ann", "bob", "cyd")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "joint.rule=ie-thresh|command line: joint.rule is ie-thresh, which asks several people about one example",
                "joint.rule=dear|command line: joint.rule is \"dear\", expected one of per-cost",
                "fold=3|command line: unknown key \"fold\"; did you mean \"folds\"?",
                "folds=1|command line: folds is \"1\", expected a whole number from 2 to 1000",
                "model=auot|unknown model \"auot\"; did you mean \"auto\"?",
                "model=extra-tree|unknown model \"extra-tree\"; did you mean \"extra-trees\"?",
                "strategy=activlab|unknown strategy \"activlab\"; did you mean \"activelab\"?",
                "classes=one|command line: classes has one, expected at least 2, each with a name of its own",
                "costs.rates=bob|command line: costs.rates has \"bob\", expected name=factor with a positive number, such as ann=1.5",
                "darl.ratio=3|option \"ratio\" of strategy darl is",
                "darl.foo=1|strategy darl has no option \"foo\"",
                "darl.ratio=0.3|",
                "darl.foo=|command line: strategy darl has no option \"foo\"",
                "onnx.nonsense=|command line: model onnx has no option \"nonsense\"",
                "co-teaching.onnx.nonsense=|command line: model co-teaching has no option \"onnx.nonsense\"",
                "co-teaching.onnx.preset=|",
                "ensemble.mlp.epochs=|",
                "glad.foo=|command line: method glad has no option \"foo\"",
                "annotators=a\033[31mb|command line: \"a\033[31mb\" has the character U+001B, expected text; delete it",
            })
    void refusesInOneLine(String override, String message) {
        if (message == null) {
            settings(override); // an option of a strategy that is not used
            return;
        }
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> settings(override));
        assertEquals(
                message,
                error.getMessage()
                        .substring(
                                0, Math.min(message.length(), error.getMessage().length())));
    }

    /** Text in quotes may have characters by escapes that no text may have. */
    @Test
    void charactersThatNoTextHasAreRefusedWithTheirLine() {
        for (String bad : List.of("model: \"m\\0lp\"", "onnx.weights: \"a\\0b\"", "annotators: [\"a\\e[31mb\"]")) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> ProjectSettings.parse("version: 1\n" + bad + "\n", Path.of("project.yaml")))
                    .getMessage();

            assertTrue(message.startsWith("project.yaml:2: \""), message);
            assertTrue(message.endsWith(", expected text; delete it"), message);
        }
    }

    @Test
    void aPathThatIsNoneIsRefusedWithItsLine() {
        for (String key : List.of("data.path", "data.id", "onnx.weights")) {
            IllegalArgumentException error = assertThrows(
                    IllegalArgumentException.class,
                    () -> settings("data.kind=table")
                            .with(List.of(key + "=\uD800"))
                            .yaml());

            assertEquals("command line: " + key + " is \"\uD800\", expected a path", error.getMessage());
        }
    }

    @Test
    void aKeyTwiceInTheFileIsRefused() {
        String yaml = settings().yaml() + "folds: 3\nfolds: 4\n";

        assertThrows(IllegalArgumentException.class, () -> ProjectSettings.parse(yaml, Path.of("project.yaml")));
    }

    @Test
    void anUnknownVersionIsNotGuessedAt() {
        String yaml = settings().yaml().replace("version: 1", "version: 2");

        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class, () -> ProjectSettings.parse(yaml, Path.of("project.yaml")));
        assertEquals(
                "project.yaml:1: version is 2, but this program knows 1 only; use the program that made the project, or a"
                        + " newer one",
                error.getMessage());
    }
}
