package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "'a\u001b[31mb', 'a\\u001b[31mb'",
        "'a\u009b2Jb', 'a\\u009b2Jb'",
        "'a\u0000\u0007\u007f', 'a\\u0000\\u0007\\u007f'",
        "'a\u202egpj.exe', 'a\\u202egpj.exe'",
        "'\u2066a\u2069', '\\u2066a\\u2069'",
        "'a\u200bb\ufeff\u00ad', 'a\\u200bb\\ufeff\\u00ad'",
        "'a\u200db', 'a\\u200db'",
        "'a\u2028b', 'a\\u2028b'",
        "'a\udb40\udc41b', 'a\\U000e0041b'",
        "'a\ud800b', 'a\\ud800b'",
    })
    void showsWhatATerminalWouldObeyByItsCode(String text, String shown) {
        assertEquals(shown, Printable.escaped(text, false));
        assertEquals(shown, Printable.escaped(text, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain \"text\" – with dashes, tab\tand €",
                "日本語",
                "שלום",
                "العربية",
                "می‌خواهم", // Persian, with a joiner that is part of the word
                "क्‍ष",
                "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udde9\ud83c\uddea",
                "e\u0301",
            })
    void leavesNamesOfAllScriptsAsTheyAre(String text) {
        assertEquals(text, Printable.escaped(text, false));
        assertEquals(text, Printable.line(text));
    }

    @Test
    void aLineBreakIsPartOfResultsOnly() {
        assertEquals("a\nb\r\n", Printable.escaped("a\nb\r\n", true));
        assertEquals("a\\u000ab", Printable.escaped("a\nb", false));
        assertEquals("a\\u000db", Printable.escaped("a\rb", true));
        assertEquals("a b", Printable.line("a \n  b\n"));
    }

    @Test
    void cutsLongValuesAndLongLines() {
        assertEquals(
                "x.csv:1: \"" + "a".repeat(200) + "… (1000000 characters)\" is no number",
                Printable.line("x.csv:1: \"" + "a".repeat(1_000_000) + "\" is no number"));
        assertEquals("\"" + "a".repeat(200) + "\"", Printable.line("\"" + "a".repeat(200) + "\""));
        String line = Printable.line("b".repeat(1_000_000));
        assertEquals("b".repeat(2000) + "… (1000000 characters)", line);
    }

    /** One file of each kind whose name and content speak to the terminal. */
    @Test
    void nothingRawReachesTheTerminal(@TempDir Path folder) throws IOException {
        String evil = "\u001b]0;owned\u0007\u009b2J\u202e";
        // The rest is no file name where the locale is C.
        String name = "\u001b]0;owned\u0007";
        Path labels = Files.writeString(folder.resolve(name + ".csv"), "task,annotator,label\na,b," + evil + "\na,c\n");
        Path probabilities = Files.writeString(folder.resolve("p.csv"), "task,x,y\na,0.5,0.5\n");
        Path yaml = Files.writeString(folder.resolve(name + ".yaml"), evil + ": 1\n");
        for (List<String> call : List.of(
                List.of(
                        "consensus",
                        "--labels",
                        labels.toString(),
                        "--out",
                        folder.resolve("o" + name).toString()),
                List.of(
                        "score",
                        "--labels",
                        labels.toString(),
                        "--pred-probs",
                        probabilities.toString(),
                        "--strategy",
                        evil,
                        "--out",
                        "o"),
                List.of("benchmark", yaml.toString()),
                List.of("benchmark", "wall-robot", evil + "=1"),
                List.of("report", folder.resolve(name).toString()),
                List.of("--" + evil),
                List.of(evil),
                List.of("fetch", evil))) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);

            int exitCode = Main.run(call.toArray(String[]::new), stream, stream);

            String text = printed.toString(StandardCharsets.UTF_8);
            assertEquals(2, exitCode, text);
            assertTrue(text.startsWith("relabel4j: "), text);
            assertFalse(text.matches("(?s).*[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e].*"), text);
        }
    }
}
