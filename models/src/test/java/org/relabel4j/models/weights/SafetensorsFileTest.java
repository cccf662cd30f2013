package org.relabel4j.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir
    private Path folder;

    @Test
    void readsEachTypeAndShape() throws IOException {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + entry("double", "F64", "2", 0, 16)
                + "," + entry("float", "F32", "1,2", 16, 24)
                + "," + entry("half", "F16", "3", 24, 30)
                + "," + entry("brain", "BF16", "2", 30, 34)
                + "," + entry("count", "I64", "", 34, 42)
                + "," + entry("flags", "BOOL", "2", 42, 44)
                + "," + entry("none", "F32", "0,7", 44, 44) + "}";
        ByteBuffer data = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(0.1).putDouble(-1e300).putFloat(1.5f).putFloat(Float.NaN);
        data.putShort((short) 0x3C00).putShort((short) 0xC000).putShort((short) 0x0001);
        data.putShort((short) 0x3F80).putShort((short) 0xC049);
        data.putLong(-5).put((byte) 1).put((byte) 0);

        SafetensorsFile file = SafetensorsFile.open(write(header, data.array()));

        assertEquals(List.of("double", "float", "half", "brain", "count", "flags", "none"), List.copyOf(file.names()));
        assertArrayEquals(new float[] {0.1f, Float.NEGATIVE_INFINITY}, file.floats("double"));
        assertArrayEquals(new int[] {1, 2}, file.shape("float"));
        assertArrayEquals(new float[] {1.5f, Float.NaN}, file.floats("float"));
        assertArrayEquals(new float[] {1, -2, 0x1p-24f}, file.floats("half"));
        // 0xC049 = sign, exponent 128, fraction 1001001: -(1 + 73/128) * 2 = -3.140625.
        assertArrayEquals(new float[] {1, -3.140625f}, file.floats("brain"));
        assertArrayEquals(new int[0], file.shape("count"));
        assertArrayEquals(new float[0], file.floats("none"));
        assertEquals("pt", file.metadata().get("format"));
        assertTrue(file.hasFloats("half"));
        assertFalse(file.hasFloats("count"));
    }

    /** All 65,536 halves against the definition: (-1)^s 2^(e-15) 1.f, subnormal 2^-14 0.f, e = 31 infinite or NaN. */
    @Test
    void readsEveryHalf() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double magnitude = exponent == 0
                    ? fraction * 0x1p-14
                    : exponent == 31
                            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                            : (1 + fraction) * Math.pow(2, exponent - 15);

            float found = DType.halfToFloat((short) bits);

            assertEquals((float) (bits < 1 << 15 ? magnitude : -magnitude), found, "half " + Integer.toHexString(bits));
        }
    }

    @Test
    void tensorsMayStraddleSegments() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < 10; n++) {
            data.putFloat(n);
        }
        Path path =
                write("{" + entry("a", "F32", "3", 0, 12) + "," + entry("b", "F32", "7", 12, 40) + "}", data.array());

        SafetensorsFile file = SafetensorsFile.open(path, 16);

        assertArrayEquals(new float[] {0, 1, 2}, file.floats("a"));
        assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8, 9}, file.floats("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                                                   | does not begin with",
                "{\"a\":1}                                                            | \"a\" in the header is not an object",
                "{\"a\":{}}                                                           | lacks one of dtype, shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"offsets\":[0,8]}}          | unknown field offsets",
                "{\"a\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}}     | unknown dtype \"F31\"",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}       | is not a list of at most 32",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}   | is not a list of at most 32",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}    | has -2 in its shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}     | has data_offsets [8, 0], expected 8 bytes",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}     | expected 12 bytes for F32 of shape [3]",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}    | leaves a gap behind the start",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}     | has 8 bytes of data, expected 4",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}    | ends at byte 12, but the file has 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],"
                        + "\"data_offsets\":[4,8]}}                                   | overlaps tensor \"a\", which ends at 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],"
                        + "\"data_offsets\":[4,8]}}                                   | has the tensor \"a\" twice",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,8]}} | dtype twice",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2147483647,2147483647,2147483647],\"data_offsets\":[0,8]}}"
                        + "                                                           | impossible shape",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}} | in its shape",
                "{\"__metadata__\":{\"k\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | object of texts",
                "{\"__metadata__\":{},\"__metadata__\":{}}                            | has \"__metadata__\" twice",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} {}  | more after its closing brace",
                "{\"a\":{\"dtype\":                                                   | is no JSON from byte 22 on; the file is damaged",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[[[2]]]]]],\"data_offsets\":[0,8]}} | is not a list"
            })
    void refusesHostileHeaders(String header, String reason) throws IOException {
        refuses(write(header.strip(), new byte[8]), reason);
    }

    @Test
    void refusesImpossibleHeaderLengths() throws IOException {
        for (long length : new long[] {-1, Long.MIN_VALUE, 100_000_001, 17}) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            refuses(Files.write(folder.resolve("length"), bytes.array()), "says that its header has");
        }
        refuses(Files.write(folder.resolve("short"), new byte[7]), "has 7 bytes, expected at least the 8");
        refuses(Files.write(folder.resolve("empty"), new byte[0]), "has 0 bytes");
        refuses(folder, "is a folder, expected a safetensors file");
        refuses(Files.write(folder.resolve("zero"), new byte[8]), "does not begin with");
        assertThrows(NoSuchFileException.class, () -> SafetensorsFile.open(folder.resolve("absent")));
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        byte[] whole = Files.readAllBytes(write("{" + entry("a", "F32", "2", 0, 8) + "}", new byte[8]));

        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));

            assertThrows(WeightsException.class, () -> SafetensorsFile.open(cut), "cut after " + length + " bytes");
        }
    }

    /** Whatever is in a file: it is read or refused as an unreadable file, in bounded memory. */
    @Test
    void survivesRandomDamage() throws IOException {
        byte[] whole = Files.readAllBytes(write(
                "{\"__metadata__\":{\"k\":\"v\"}," + entry("a", "F32", "2", 0, 8) + "," + entry("b", "I8", "1", 8, 9)
                        + "}",
                new byte[9]));
        Random random = new Random(1);
        for (int trial = 0; trial < 2000; trial++) {
            byte[] damaged = whole.clone();
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path path = Files.write(folder.resolve("damaged"), damaged);
            try {
                SafetensorsFile file = SafetensorsFile.open(path);
                file.names().stream().filter(file::hasFloats).forEach(file::floats);
            } catch (WeightsException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    @Test
    void namesTheTypeThatIsNoFloat() throws IOException {
        SafetensorsFile file = SafetensorsFile.open(write("{" + entry("n", "I64", "1", 0, 8) + "}", new byte[8]));

        assertTrue(assertThrows(IllegalArgumentException.class, () -> file.floats("n"))
                .getMessage()
                .endsWith("tensor \"n\" is of type I64, expected floating-point numbers (F64, F32, F16, BF16)"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> file.shape("m"))
                .getMessage()
                .endsWith("has no tensor \"m\""));
    }

    private static void refuses(Path file, String reason) {
        WeightsException error = assertThrows(WeightsException.class, () -> SafetensorsFile.open(file));

        assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
        assertTrue(error.getMessage().contains(reason), error.getMessage());
        assertFalse(error.getMessage().contains("\n"), error.getMessage());
    }

    private Path write(String header, byte[] data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text).put(data);
        return Files.write(folder.resolve("w.safetensors"), bytes.array());
    }

    private static String entry(String name, String dtype, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + begin
                + "," + end + "]}";
    }
}
