package org.relabel4j.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.files.SealedFile.BrokenException;

class SealedFileTest {
    private static final byte[] CONTENT = "stage,example\n0,17\n".getBytes(StandardCharsets.US_ASCII);
    private static final SealedFile SEAL = new SealedFile("choices", 2, "ab12 cell_0");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("state");
    }

    private String refusal(SealedFile seal) {
        return assertThrows(BrokenException.class, () -> seal.read(file)).getMessage();
    }

    @Test
    void isTextWithASealAtTheEnd() throws IOException {
        SEAL.write(file, CONTENT);

        String start = "# relabel4j choices 2 run ab12 cell_0\nstage,example\n0,17\n";
        CRC32C crc = new CRC32C();
        crc.update(start.getBytes(StandardCharsets.US_ASCII));
        assertEquals(start + String.format("# crc32c %08x%n", crc.getValue()), Files.readString(file));
        assertArrayEquals(CONTENT, SEAL.read(file));
    }

    @Test
    void keepsBytesThatLookLikeASealAndNone() throws IOException {
        for (byte[] content : new byte[][] {{}, {'\n'}, {0, -1, '\n', '#'}, "# crc32c 00000000\n".getBytes()}) {
            SEAL.write(file, content);
            assertArrayEquals(content, SEAL.read(file));
        }
    }

    @Test
    void noticesEveryFlippedBitAndEveryLength() throws IOException {
        SEAL.write(file, CONTENT);
        byte[] good = Files.readAllBytes(file);
        for (int n = 0; n < 8 * good.length; n++) {
            byte[] bad = good.clone();
            bad[n / 8] ^= (byte) (1 << n % 8);
            Files.write(file, bad);
            refusal(SEAL);
        }
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            refusal(SEAL);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertEquals("its checksum is wrong", refusal(SEAL));
    }

    @Test
    void saysWhoseItIs() throws IOException {
        SEAL.write(file, CONTENT);

        assertEquals(
                "it is of a run with other settings or other data, or of another part of this run",
                refusal(new SealedFile("choices", 2, "ab12 cell_1")));
        assertEquals(
                "it is of another version: # relabel4j choices 2 run ab12 cell_0",
                refusal(new SealedFile("choices", 3, "ab12 cell_0")));
        assertEquals(
                "it is no result of this version, or its start is damaged",
                refusal(new SealedFile("result", 2, "ab12 cell_0")));
    }
}
