package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of settings, which people write by hand. */
public final class SmallText {
    private static final int MAX_BYTES = 1 << 20;

    private SmallText() {}

    /**
     * The whole file, in UTF-8.
     *
     * @throws InputException if it cannot be read, has more than a mebibyte (some parsers need minutes for more), or is no UTF-8
     */
    public static String read(Path file) throws InputException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw InputException.inFile(file, "has more than " + MAX_BYTES + " bytes", "settings", "");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw InputException.inFile(file, "is no text in UTF-8", "settings", "save the file as UTF-8");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
