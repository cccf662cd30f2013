package org.relabel4j.datasets.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleTest {
    private static final byte[] BYTES = {0, -1, -128, 127, 10, 13};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsDictionariesOfArrays(boolean python2) throws MalformedException {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("data", new Pickled.Array("u1", new int[] {2, 3}, BYTES));
        written.put("labels", List.of(3, 8, 70_000));
        written.put("long", Pickled.Array.ofLongs(-1, 9, Long.MAX_VALUE));
        written.put("batch_label", "testing batch 1 of 1");

        Map<?, ?> read = (Map<?, ?>) Pickle.read(Pickled.dictionary(python2, written));

        NumpyArray data = (NumpyArray) read.get("data");
        assertTrue(data.isBytes());
        assertArrayEquals(new int[] {2, 3}, data.shape());
        assertArrayEquals(BYTES, data.data());
        assertArrayEquals(new long[] {0, 255, 128, 127, 10, 13}, data.toLongs());
        assertEquals(List.of(3L, 8L, 70_000L), read.get("labels"));
        assertArrayEquals(new long[] {-1, 9, Long.MAX_VALUE}, ((NumpyArray) read.get("long")).toLongs());
        assertEquals("testing batch 1 of 1", read.get("batch_label"));
    }

    /** By Python 3: {@code pickle.dumps((1, 2.5, None, [True, False], {'a': 'ä', 3: 2**40, 'n': -2}), protocol)}. */
    @Test
    void readsWhatPythonWrites() throws MalformedException {
        for (String hex : List.of(
                "80028a0101474004000000000000", // the beginning of what follows, and cut off
                "800228" + "4b01" + "474004000000000000" + "4e" + "5d71002888" + "89" + "65" + "7d710128580100000061"
                        + "71025802000000c3a4" + "7103" + "4b03" + "8a06000000000001" + "58010000006e" + "4afeffffff"
                        + "75" + "7471042e")) {
            byte[] bytes = java.util.HexFormat.of().parseHex(hex);
            if (bytes[bytes.length - 1] != '.') {
                assertThrows(MalformedException.class, () -> Pickle.read(bytes));
                continue;
            }

            List<?> read = (List<?>) Pickle.read(bytes);

            assertEquals(
                    Arrays.asList(1L, 2.5, null, List.of(true, false), Map.of("a", "ä", 3L, 1L << 40, "n", -2L)), read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\u0002cos\nsystem\nU\u0004true\u0085R.",
                "\u0080\u0002c__builtin__\neval\nU\u00011\u0085R.",
                "\u0080\u0002cbuiltins\ngetattr\n.",
                "\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.",
                "\u0080\u0002cnumpy\nload\nU\u0001x\u0085R.",
            })
    void callsNothing(String pickle) {
        var error = assertThrows(MalformedException.class, () -> read(pickle));

        assertTrue(error.getMessage().contains("nothing of it was run"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".", // nothing to return
                "(.", // a mark
                "h\u0000.", // unknown memory
                "t.", // no mark
                "\u0080\u0009N.", // protocol 9
                "X\u00ff\u00ff\u00ff\u007f.", // a text of 2 GB
                "T\u00ff\u00ff\u00ff\u00ff.", // a string of -1 bytes
                "K\u0001K\u0002a.", // append to a number
                "}]K\u0001s.", // a list as key
                "\u008a\u0009aaaaaaaaa.", // a number of 72 bits
                "P1\n.", // persistent id
                "i", // instruction of protocol 0
                "cnumpy\ndtype\n)R.", // a type without a name
                "cnumpy\ndtype\nU\u0002i8\u0085RNb.", // a type without a state
                "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085U\u0001b\u0087R.", // no content
                "",
            })
    void refusesDamage(String pickle) {
        assertThrows(MalformedException.class, () -> read(pickle));
    }

    @Test
    void refusesArraysThatDoNotFit() {
        for (Pickled.Array array : List.of(
                new Pickled.Array("u1", new int[] {2, 4}, BYTES),
                new Pickled.Array("i8", new int[] {6}, BYTES),
                new Pickled.Array("f4", new int[] {1}, new byte[4]),
                new Pickled.Array("O8", new int[] {1}, new byte[8]),
                new Pickled.Array("u1", new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}, BYTES),
                new Pickled.Array("u1", new int[] {-6}, BYTES))) {
            byte[] pickle = Pickled.dictionary(true, Map.of("data", array));

            assertThrows(MalformedException.class, () -> Pickle.read(pickle), array.type());
        }
    }

    /** Whatever is in a file, it is read or refused. */
    @Test
    void survivesRandomDamage() {
        byte[] whole = Pickled.dictionary(
                false, Map.of("data", new Pickled.Array("u1", new int[] {2, 3}, BYTES), "labels", List.of(1, 2)));
        Random random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < 5000; trial++) {
            byte[] damaged = whole.clone();
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                Pickle.read(damaged);
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertTrue(refused > 2500, refused + " refused");
    }

    private static Object read(String latin1) throws MalformedException {
        return Pickle.read(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
