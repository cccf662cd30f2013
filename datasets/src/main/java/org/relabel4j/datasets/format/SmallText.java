package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Reads a file of settings, which people write by hand. */
public final class SmallText {
    private static final int MAX_BYTES = 1 << 20;

    private SmallText() {}

    /**
     * The whole file, in UTF-8.
     *
     * @throws InputException if it cannot be read, has more than a mebibyte (some parsers need minutes for more), is no UTF-8, or
     *     has a character that neither YAML nor JSON may have
     */
    public static String read(Path file) throws InputException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw InputException.inFile(file, "has more than " + MAX_BYTES + " bytes", "settings", "");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            checkCharacters(text, file);
            return text;
        } catch (CharacterCodingException e) {
            throw InputException.inFile(file, "is no text in UTF-8", "settings", "save the file as UTF-8");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    /** Before a parser sees it: some name neither the file nor the line. */
    private static void checkCharacters(String text, Path file) throws InputException {
        int bad = IntStream.range(0, text.length())
                .filter(i -> Character.isISOControl(text.charAt(i)) && "\t\n\r\u0085".indexOf(text.charAt(i)) < 0
                        || text.charAt(i) >= '\uFFFE')
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            throw InputException.atLine(
                    file,
                    text.substring(0, bad).chars().filter(c -> c == '\n').count() + 1,
                    String.format("has the character U+%04X", (int) text.charAt(bad)),
                    "text",
                    "delete it, or save the file as text in UTF-8");
        }
    }
}
