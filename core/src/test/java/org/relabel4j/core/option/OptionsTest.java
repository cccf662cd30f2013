package org.relabel4j.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private enum Mode {
        ACCUMULATE,
        REPLACE_ALL
    }

    private static final Option<Double> RATIO =
            Option.real("ratio", 0, 1, "share of repeats").withDefault(0.3);
    private static final Option<Integer> FACTOR = Option.integer("factor", 1, Integer.MAX_VALUE, "candidates a choice")
            .withDefault(10);
    private static final Option<Mode> MODE = Option.choice(
                    "mode", Mode.class, "what a repeat does", Map.of(Mode.ACCUMULATE, "labels add up"))
            .withDefault(Mode.ACCUMULATE);
    private static final Option<Boolean> PLAIN =
            Option.flag("plain", "whether to be plain").withDefault(true);
    private static final Option<Optional<Integer>> BUDGET =
            Option.integer("budget", 1, 9, "labels to buy").orWord("all").withDefault(Optional.empty());
    private static final Option<List<Double>> RATES =
            Option.real("rates", 0, Math.nextDown(1.0), "rates").list().withDefault(List.of(0.25, 0.5));
    private static final Option<Integer> WIDTH = Option.integer("width", 1, 5, "how wide")
            .withDefault(MODE, Map.of(Mode.ACCUMULATE, 2, Mode.REPLACE_ALL, 3));
    private static final Option<Integer> DEPTH =
            Option.integer("depth", 1, 5, "how deep").withDefault(4).onlyWith(MODE, Mode.REPLACE_ALL);
    private static final Option<String> FILE = Option.text("file", "file to read");
    private static final Option<Optional<List<Double>>> MORE =
            Option.real("more", 0, 1, "further rates").list().optional();

    private static final List<Option<?>> DECLARED =
            List.of(RATIO, FACTOR, MODE, PLAIN, BUDGET, RATES, WIDTH, DEPTH, MORE);

    private static Options of(String... pairs) {
        Map<String, String> given = new java.util.HashMap<>();
        for (int n = 0; n < pairs.length; n += 2) {
            given.put(pairs[n], pairs[n + 1]);
        }
        return Options.parse("x", DECLARED, given);
    }

    /** What depends on an option, too, goes by the default that is declared. */
    @Test
    void takesTheDeclaredDefaultOfAName() {
        Option<Mode> other = MODE.withDefault(Mode.REPLACE_ALL);

        Options options = Options.parse("x", List.of(other, WIDTH, DEPTH), Map.of());

        assertEquals(Mode.REPLACE_ALL, options.get(MODE));
        assertEquals(3, options.get(WIDTH));
        assertTrue(options.counts(DEPTH));
    }

    @Test
    void refusesControlCharactersAndWhatIsNoPath() {
        Option<String> path = Option.path("path", "a file").withDefault("x");

        for (String bad : List.of("", "\uD800")) {
            assertEquals(
                    "option \"path\" of x is \"" + bad + "\", expected a path",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> Options.parse("x", List.of(path), Map.of("path", bad))
                                            .get(path))
                            .getMessage());
        }
        assertEquals(
                "f.yaml:3: \"a\0b\" has the character U+0000, expected text; delete it",
                assertThrows(IllegalArgumentException.class, () -> new Given(List.of("good", "a\0b"), true, "f.yaml:3"))
                        .getMessage());
        assertEquals(List.of("a\tb\n"), new Given(List.of("a\tb\n"), false, "").items());
    }

    @Test
    void takesDefaultsForWhatIsNotGiven() {
        Options options = of("ratio", " 0.5 ");

        assertEquals(0.5, options.get(RATIO));
        assertEquals(10, options.get(FACTOR));
        assertEquals(Mode.ACCUMULATE, options.get(MODE));
        assertTrue(options.get(PLAIN));
        assertEquals(Optional.empty(), options.get(BUDGET));
        assertEquals(2, options.get(WIDTH));
        assertEquals(3, of("mode", "replace-all").get(WIDTH));
        assertTrue(options.isGiven(RATIO));
        assertFalse(options.isGiven(FACTOR));
    }

    @Test
    void readsWordsAndLists() {
        assertEquals(Mode.REPLACE_ALL, of("mode", "Replace-All").get(MODE));
        assertEquals(Optional.of(7), of("budget", "7").get(BUDGET));
        assertEquals(Optional.empty(), of("budget", "all").get(BUDGET));
        assertEquals(List.of(0.0, 0.125), of("rates", "0, 0.125").get(RATES));
        assertEquals(Optional.of(List.of(1.0)), of("more", "1").get(MORE));
    }

    @Test
    void namesTheNearestOption() {
        assertEquals("x has no option \"rato\"; did you mean \"ratio\"?", message(() -> of("rato", "1")));
        assertEquals(
                "strategy random has no option \"ratio\"; it takes no options",
                message(() -> Options.parse("strategy random", List.of(), Map.of("ratio", "1"))));
    }

    @Test
    void saysWhatWasFoundAndWhatWasExpected() {
        refused("mode", "replace-al", "one of accumulate, replace-all; did you mean \"replace-all\"?");
        refused("ratio", "1.5", "a number from 0 to 1");
        refused("ratio", "NaN", "a number from 0 to 1");
        refused("ratio", "1e-300", "a number from 0 to 1, and not nearer to 0 than 1e-12");
        refused("factor", "0", "a whole number of at least 1");
        refused("factor", "3.0", "a whole number of at least 1");
        refused("width", "99999999999999999999", "a whole number from 1 to 5");
        refused("plain", "yes", "true or false");
        refused("budget", "al", "a whole number from 1 to 9, or all");
        assertEquals(
                "option \"rates\" of x has \"1\", expected a number from 0 to below 1",
                message(() -> of("rates", "0.5,1")));
        assertEquals("option \"rates\" of x has an empty item", message(() -> of("rates", "0.5,")));
        assertEquals(
                "option \"file\" of y is missing; it is the file to read",
                message(() -> Options.parse("y", List.of(FILE), Map.of())));
    }

    private static void refused(String name, String value, String expected) {
        assertEquals(
                "option \"" + name + "\" of x is \"" + value + "\", expected " + expected,
                message(() -> of(name, value)));
    }

    @Test
    void keysOfAFileHaveAnOrigin() {
        Options options = Options.ofFile(
                "a.yaml",
                List.of(RATIO, FACTOR, FILE),
                Map.of(
                        "ratio", new Given(List.of("2"), false, "a.yaml:3"),
                        "factor", new Given(List.of(), false, "a.yaml:4"),
                        "other.key", Given.of("1")));

        assertEquals(10, options.get(FACTOR));
        assertEquals("a.yaml:3: ratio is \"2\", expected a number from 0 to 1", message(() -> options.get(RATIO)));
        assertEquals("a.yaml: file is missing; it is the file to read", message(() -> options.get(FILE)));
    }

    @Test
    void saysWhatHasNoEffect() {
        assertEquals(
                "option \"depth\" of x has no effect with mode=accumulate, only with mode=replace-all",
                message(() -> of("depth", "1").refuseIdle()));
        of("depth", "1", "mode", "replace-all").refuseIdle();
        assertEquals(Optional.empty(), of().find(DEPTH));
        assertEquals(Optional.of(4), of("mode", "replace-all").find(DEPTH));
    }

    @Test
    void helpFollowsFromTheDeclaration() {
        assertEquals("share of repeats, 0 to 1 (0.3)", RATIO.help());
        assertEquals("candidates a choice, at least 1 (10)", FACTOR.help());
        assertEquals("what a repeat does: accumulate (labels add up) or replace-all (accumulate)", MODE.help());
        assertEquals("whether to be plain: true or false (true)", PLAIN.help());
        assertEquals("labels to buy, 1 to 9, or all (all)", BUDGET.help());
        assertEquals("rates, 0 to below 1 (0.25,0.5)", RATES.help());
        assertEquals("how wide, 1 to 5 (accumulate 2, replace-all 3)", WIDTH.help());
        assertEquals("of mode=replace-all: how deep, 1 to 5 (4)", DEPTH.help());
        assertEquals("file to read; must be given", FILE.help());
    }

    /** What a resolved file holds: all that counts, in order, and it is read as the same. */
    @Test
    void writesWhatCounts() {
        Options options = of("mode", "replace-all", "rates", "0,0.5").with(BUDGET, Optional.of(3));
        Map<String, Object> map = options.toMap();

        assertEquals(
                "{ratio=0.3, factor=10, mode=replace-all, plain=true, budget=3, rates=[0.0, 0.5], width=3, depth=4}",
                map.toString());
        Map<String, Given> again = new java.util.HashMap<>();
        map.forEach((name, value) -> again.put(name, Given.written(value)));
        assertEquals(map, Options.ofFile("f", DECLARED, again).toMap());
        assertFalse(of().toMap().containsKey("depth"));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
