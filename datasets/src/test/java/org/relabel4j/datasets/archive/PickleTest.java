package org.relabel4j.datasets.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

    @Test
    void readsWhatPythonWrites() throws IOException {
        List<String> pickles;
        try (var stream = PickleTest.class.getResourceAsStream("pickles.txt")) {
            pickles = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        assertEquals(4, pickles.size());
        for (String pickle : pickles) {
            Map<?, ?> read = (Map<?, ?>) Pickle.read(HexFormat.of().parseHex(pickle));

            assertArrayEquals(BYTES, ((NumpyArray) read.get("data")).data());
            assertArrayEquals(new int[] {2, 3}, ((NumpyArray) read.get("data")).shape());
            assertArrayEquals(new long[] {-1, 9, Long.MAX_VALUE}, ((NumpyArray) read.get("long")).toLongs());
            assertEquals(List.of(3L, 8L, 70_000L), read.get("labels"));
            assertEquals("testing batch 1 of 1", read.get("batch_label"));
            assertTrue(read.containsKey("none") && read.get("none") == null);
            assertEquals(List.of(1L, 2.5, true), read.get("pair"));
            assertEquals(-(1L << 40), read.get("big"));
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

    /** A list of lists of lists, each twice in the next: printed, it would have 2^60 brackets. */
    private static final String NESTED = "]q\u0000" + "](h\u0000h\u0000eq\u0000".repeat(60);

    /** A list that is its own item. */
    private static final String CYCLE = "]q\u0000h\u0000a";

    private static final String DEEP = "]" + "]".repeat(100_000) + "a".repeat(100_000);

    @Test
    void walksThroughNoNestedValues() {
        String array = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085U\u0001b\u0087R";
        String type = "cnumpy\ndtype\nU\u0002u1K\u0000K\u0001\u0087R";
        for (String value : List.of(NESTED, CYCLE, DEEP)) {
            for (String pickle : List.of(
                    value + value + "\u0093.",
                    value + "U\u0001x\u0093.",
                    value + value + "\u0086R.",
                    "}" + value + "K\u0001s.",
                    "cnumpy\ndtype\n" + value + "\u0085R.",
                    "c_codecs\nencode\nU\u0001x" + value + "\u0086R.",
                    "cnumpy\ndtype\nU\u0002u1\u0085R" + value + "b.",
                    array + "(K\u0001" + value + type + "\u0089U\u0001xtb.",
                    array + "(K\u0001" + value + "\u0085" + type + "\u0089U\u0001xtb.")) {
                var error = assertThrows(MalformedException.class, () -> read("\u0080\u0002" + pickle));

                assertTrue(error.getMessage().length() < 200, error.getMessage());
            }
        }
    }

    @Test
    void readsValuesThatContainThemselves() throws MalformedException {
        List<?> cycle = (List<?>) read(CYCLE + ".");

        assertEquals(1, cycle.size());
    }

    /** Arrays that copy one text would fill the memory; reading it over and over would take for ever. */
    @Test
    void copiesNoTextOverAndOver() {
        String text = "T\u0000\u0000\u0010\u0000" + "x".repeat(1 << 20) + "q\u0000";
        String array = "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085U\u0001b\u0087R"
                + "(K\u0001J\u0000\u0000\u0010\u0000\u0085cnumpy\ndtype\nU\u0002u1K\u0000K\u0001\u0087R\u0089h\u0000tb";
        String encoded = "c_codecs\nencode\nh\u0000U\u0006latin1\u0086R";

        for (String copying : List.of(array, encoded)) {
            var error = assertThrows(MalformedException.class, () -> read("(" + text + copying.repeat(2000) + "t."));
            assertTrue(error.getMessage().contains("share their content"), error.getMessage());
        }
    }

    @Test
    void refusesMoreInstructionsThanADataSetHas() {
        for (String instruction : List.of("]", "}", "N", "(", "\u0094")) {
            var error = assertThrows(MalformedException.class, () -> read("]" + instruction.repeat(1 << 21) + "."));
            assertTrue(error.getMessage().contains("more than 1048576 instructions"), error.getMessage());
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
