package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallTextTest {
    @TempDir
    Path folder;

    @Test
    void namesFileAndLineOfACharacterThatNoTextHas() throws Exception {
        Path file = folder.resolve("project.yaml");
        for (String character : new String[] {"\0", "\u0007", "\u007F", "\uFFFE"}) {
            Files.writeString(file, "version: 1\r\nmodel: k" + character + "nn\n");

            InputException refused = assertThrows(InputException.class, () -> SmallText.read(file));

            String code = String.format("U+%04X", (int) character.charAt(0));
            assertTrue(refused.getMessage().startsWith(file + ":2: has the character " + code), refused::getMessage);
        }
    }

    @Test
    void takesTextOfAllScripts() throws Exception {
        String text = "\uFEFFa: \"tab\t, \u0085, 花, \uD83C\uDF3B\"\r\n";

        assertEquals(text, SmallText.read(Files.writeString(folder.resolve("a.yaml"), text)));
    }
}
