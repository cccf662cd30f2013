package org.relabel4j.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files: by accident (bits, cuts, blocks), and with intent (words that readers of the format stumble over). */
final class Mutations {
    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "-0",
            "1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "999999999",
            "1e308",
            "1e-320",
            "1e999",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "007",
            "1_000",
            "1.",
            ".5",
            "٣",
            "");

    private static final List<String> TEXT = List.of(
            "\"",
            "\"\"",
            "'",
            ",",
            ",,,,",
            ";",
            "\t",
            "\n",
            "\r",
            "\r\n\r\n",
            "\0",
            "\u001b[2J",
            "\u009b",
            "\u202e",
            "\u200b",
            "\ufeff",
            "é",
            "日本",
            "\ud83d\ude00",
            "null",
            "nan",
            "true",
            "[",
            "]",
            "{",
            "}",
            "[]",
            "{}",
            "\\",
            "/",
            "..",
            "%s",
            "a".repeat(20_000),
            "[".repeat(3000),
            "{\"a\":".repeat(3000));

    private static final List<String> YAML = List.of(
            "\n&a [*a]\n",
            "\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
            "\n<<: *x\n",
            "\n? [a]\n: b\n",
            "\n---\n",
            "\n...\n",
            "\n!!java.net.URL x\n",
            "\n!<tag:x> y\n",
            "\n- x\n",
            ": ",
            "\nx: |\n  y\n",
            "\nx: >-\n",
            "\n  ",
            "\n\t",
            "\n#" + "x".repeat(20_000) + "\n",
            "\ntrials:\n",
            "\n: 1\n",
            "\n'': 1\n",
            "\nmodels: []\n",
            "~");

    private static final List<String> PICKLE = List.of(
            "(",
            ".",
            "]",
            "}",
            "a",
            "e",
            "s",
            "u",
            "t",
            ")",
            "R",
            "b",
            "h\0",
            "q\0",
            "j\0\0\0\0",
            "\u0080\u0005",
            "\u0094",
            "\u0093",
            "\u0085",
            "\u0086",
            "\u0087",
            "N",
            "K\1",
            "M\1\1",
            "J\u00ff\u00ff\u00ff\u007f",
            "]q\0h\0a",
            "](h\0h\0eq\0",
            "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
            "cnumpy\nndarray\n",
            "cos\nsystem\n",
            "G\u007f\u00f8\0\0\0\0\0\0");

    private static final List<String> BYTES = List.of(
            "\0\0\0\0",
            "\u00ff\u00ff\u00ff\u00ff",
            "\u00ff\u00ff\u00ff\u007f",
            "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
            "\0\0\0\u0080",
            "PK\3\4",
            "\u001f\u008b",
            "\u0089PNG",
            "\u0093NUMPY",
            "'shape': (9223372036854775807, 2), ",
            "'shape': (2147483639, 2147483639), ");

    /** What a format is made of. */
    enum Kind {
        TEXT(Mutations.TEXT),
        YAML(Mutations.YAML),
        PICKLE(Mutations.PICKLE),
        BYTES(Mutations.BYTES);

        private final List<String> words;

        Kind(List<String> words) {
            this.words = words;
        }
    }

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    /** A damaged copy: one to four damages. */
    byte[] of(byte[] whole, Kind kind) {
        byte[] damaged = whole;
        for (int left = random.nextInt(4); left >= 0; left--) {
            damaged = once(damaged, kind);
        }
        return damaged;
    }

    private byte[] once(byte[] whole, Kind kind) {
        if (whole.length == 0) {
            return word(kind);
        }
        int from = random.nextInt(whole.length);
        int to = Math.min(whole.length, from + 1 + random.nextInt(random.nextBoolean() ? 8 : 200));
        byte[] none = {};
        return switch (random.nextInt(10)) {
            case 0 -> flipped(whole, from);
            case 1 -> Arrays.copyOf(whole, from);
            case 2 -> spliced(whole, from, to, none);
            case 3 -> spliced(whole, from, from, Arrays.copyOfRange(whole, from, to));
            case 4, 5 -> spliced(whole, from, from, word(kind));
            case 6 -> spliced(whole, from, Math.min(whole.length, from + 4), word(kind));
            case 7 -> kind == Kind.BYTES || kind == Kind.PICKLE ? flipped(whole, from) : withAnotherLine(whole, from);
            default ->
                kind == Kind.BYTES || kind == Kind.PICKLE
                        ? spliced(whole, from, Math.min(whole.length, from + 4), word(Kind.BYTES))
                        : withAnotherNumber(whole, from);
        };
    }

    private byte[] word(Kind kind) {
        boolean binary = kind == Kind.BYTES || kind == Kind.PICKLE;
        List<String> words = !binary && random.nextInt(3) == 0 ? TEXT : kind.words;
        String word = words.get(random.nextInt(words.size()));
        return word.getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] whole, int at) {
        byte[] copy = whole.clone();
        copy[at] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    /** The line around a place goes to its end, or stands there twice. */
    private byte[] withAnotherLine(byte[] whole, int at) {
        int start = at;
        while (start > 0 && whole[start - 1] != '\n') {
            start--;
        }
        int end = at;
        while (end < whole.length && whole[end] != '\n') {
            end++;
        }
        byte[] line = Arrays.copyOfRange(whole, start, Math.min(whole.length, end + 1));
        byte[] rest =
                random.nextBoolean() ? whole : spliced(whole, start, Math.min(whole.length, end + 1), new byte[0]);
        return spliced(rest, rest.length, rest.length, line);
    }

    /** The next number from a place on, if there is one, becomes another. */
    private byte[] withAnotherNumber(byte[] whole, int at) {
        int start = at;
        while (start < whole.length && (whole[start] < '0' || whole[start] > '9')) {
            start++;
        }
        int end = start;
        while (end < whole.length && (whole[end] >= '0' && whole[end] <= '9' || whole[end] == '.')) {
            end++;
        }
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return spliced(whole, start, end, number.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] spliced(byte[] whole, int from, int to, byte[] middle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, from);
        out.writeBytes(middle);
        out.write(whole, to, whole.length - to);
        return out.toByteArray();
    }
}
