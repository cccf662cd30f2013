package org.relabel4j.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final List<OptionSpec> SPECS = List.of(
            new OptionSpec("ratio", "0.3", "share of repeats, 0 to 1"),
            new OptionSpec("factor", "10", "candidates a choice"),
            new OptionSpec("mode", "accumulate", "what a repeat does"),
            new OptionSpec("plain", "true", "whether to be plain"));

    private enum Mode {
        ACCUMULATE,
        REPLACE_ALL
    }

    @Test
    void takesDefaultsForWhatIsNotGiven() {
        Options options = Options.parse("strategy darl", SPECS, Map.of("ratio", " 0.5 "));

        assertEquals(0.5, options.real("ratio", 0, 1));
        assertEquals(10, options.integer("factor", 1, Integer.MAX_VALUE));
        assertEquals(Mode.ACCUMULATE, options.choice("mode", Mode.class));
        assertTrue(options.flag("plain"));
    }

    @Test
    void readsChoicesWrittenWithHyphens() {
        Options options = Options.parse("x", SPECS, Map.of("mode", "Replace-All"));

        assertEquals(Mode.REPLACE_ALL, options.choice("mode", Mode.class));
    }

    @Test
    void namesTheNearestOption() {
        assertEquals(
                "strategy darl has no option \"rato\"; did you mean \"ratio\"?",
                message(() -> Options.parse("strategy darl", SPECS, Map.of("rato", "1"))));
        assertEquals(
                "strategy random has no option \"ratio\"; it takes no options",
                message(() -> Options.parse("strategy random", List.of(), Map.of("ratio", "1"))));
    }

    @Test
    void namesTheNearestChoice() {
        Options options = Options.parse("x", SPECS, Map.of("mode", "replace-al"));

        assertEquals(
                "option \"mode\" of x is \"replace-al\"; did you mean \"replace-all\"? expected one of accumulate, replace-all",
                message(() -> options.choice("mode", Mode.class)));
    }

    @Test
    void rejectsValuesOutOfRange() {
        Options options = Options.parse("x", SPECS, Map.of("ratio", "1.5", "factor", "0", "plain", "yes"));

        assertEquals(
                "option \"ratio\" of x is \"1.5\", expected a number from 0.0 to 1.0",
                message(() -> options.real("ratio", 0, 1)));
        assertEquals(
                "option \"factor\" of x is \"0\", expected a whole number of at least 1",
                message(() -> options.integer("factor", 1, Integer.MAX_VALUE)));
        assertEquals("option \"plain\" of x is \"yes\", expected true or false", message(() -> options.flag("plain")));
    }

    @Test
    void rejectsWhatIsNoNumber() {
        Options options = Options.parse("x", SPECS, Map.of("ratio", "NaN", "factor", "3.0"));

        assertTrue(message(() -> options.real("ratio", 0, 1)).contains("\"NaN\", expected a number"));
        assertTrue(message(() -> options.integer("factor", 1, 9)).endsWith("expected a whole number from 1 to 9"));
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
