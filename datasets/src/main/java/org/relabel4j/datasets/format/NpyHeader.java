package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.core.text.Counted;

/**
 * The header of a NumPy {@code .npy} file of numbers, format versions 1.0 to 3.0 (NumPy enhancement proposal 1).
 *
 * @param kind f for floating point, i and u for whole numbers with and without sign, b for true and false
 * @param itemBytes bytes of a number
 * @param order byte order of the values
 * @param columnMajor whether the array is in Fortran order
 * @param numRows length of the first axis
 * @param numColumns length of the second axis; 1 if there is none
 * @param dataOffset where the values begin, in bytes
 */
record NpyHeader(
        char kind, int itemBytes, ByteOrder order, boolean columnMajor, int numRows, int numColumns, long dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER_BYTES = 1 << 20;
    private static final Pattern DTYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern NUMBERS = Pattern.compile("[<>=|]?(f[248]|[iu][1248]|b1)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    /** Whether a file's first bytes are those of a {@code .npy}. */
    static boolean hasMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads a header and checks that as many values follow as it says.
     *
     * @throws InputException if this is no such file, or no two-dimensional array of numbers
     */
    static NpyHeader read(Path file, FileChannel channel) throws InputException, IOException {
        return read(file, Channels.newInputStream(channel.position(0)), channel.size());
    }

    /**
     * As {@link #read(Path, FileChannel)}, from a stream, which then stands before the values.
     *
     * @param size how many bytes the stream has
     */
    static NpyHeader read(Path file, InputStream stream, long size) throws InputException, IOException {
        byte[] start = bytes(file, stream, size, 8);
        if (!hasMagic(start)) {
            throw InputException.inFile(file, "is no .npy file", "one written by numpy.save", "");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw InputException.inFile(file, "has .npy format version " + version, "1, 2 or 3", "");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        ByteBuffer length =
                ByteBuffer.wrap(bytes(file, stream, size, lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = version == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFFFFFFL;
        if (headerBytes > MAX_HEADER_BYTES) {
            throw InputException.inFile(file, "has a header of " + headerBytes + " bytes", "a short one", "");
        }
        int textOffset = 8 + lengthBytes;
        String text = new String(bytes(file, stream, size, (int) headerBytes), StandardCharsets.UTF_8);
        NpyHeader header = parse(file, text, textOffset + headerBytes);
        header.checkLength(file, size);
        return header;
    }

    private static byte[] bytes(Path file, InputStream stream, long size, int count)
            throws InputException, IOException {
        byte[] bytes = stream.readNBytes(count);
        if (bytes.length < count) {
            throw size == 0
                    ? InputException.inFile(file, "is empty", "an array written by numpy.save", "")
                    : InputException.inFile(
                            file, "ends within its header, after " + Counted.of(size, "byte"), "", "copy it again");
        }
        return bytes;
    }

    private static NpyHeader parse(Path file, String text, long dataOffset) throws InputException {
        Matcher dtype = DTYPE.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!fortran.find() || !shape.find()) {
            throw InputException.inFile(file, "has the unreadable header " + text.strip(), "that of numpy.save", "");
        }
        String type = dtype.find() ? dtype.group(1) : "a structure";
        if (!NUMBERS.matcher(type).matches()) {
            throw InputException.inFile(
                    file,
                    type.contains("O") ? "holds Python objects (dtype " + type + ")" : "has dtype " + type,
                    "numbers of up to 64 bits",
                    "use astype(numpy.float64) before saving");
        }
        long[] axes = axes(shape.group(1));
        if (axes.length != 1 && axes.length != 2) {
            throw InputException.inFile(
                    file,
                    "has shape (" + shape.group(1).strip() + ")",
                    "two axes, (examples, classes)",
                    axes.length == 3
                            ? "save each model's probabilities in a file of its own"
                            : "reshape before saving");
        }
        long numColumns = axes.length == 1 ? 1 : axes[1];
        if (axes[0] > Integer.MAX_VALUE - 8 || numColumns > Integer.MAX_VALUE - 8) {
            throw InputException.inFile(file, "has shape (" + shape.group(1) + ")", "at most 2147483639 rows", "");
        }
        ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int itemBytes = type.charAt(type.length() - 1) - '0';
        char kind = type.charAt(type.length() - 2);
        boolean columnMajor = fortran.group(1).equals("True");
        return new NpyHeader(kind, itemBytes, order, columnMajor, (int) axes[0], (int) numColumns, dataOffset);
    }

    /** The axes in a Python tuple's text, such as {@code "3, 4"}, {@code "3,"} or, by Python 2, {@code "3L, 4L"}. */
    private static long[] axes(String tuple) {
        return Arrays.stream(tuple.split(","))
                .map(axis -> axis.strip().replaceAll("L$", ""))
                .filter(axis -> !axis.isEmpty())
                .mapToLong(axis -> axis.matches("[0-9]{1,18}") ? Long.parseLong(axis) : Long.MAX_VALUE)
                .toArray();
    }

    private void checkLength(Path file, long fileBytes) throws InputException {
        if ((long) numRows * numColumns > (Long.MAX_VALUE - dataOffset) / itemBytes) {
            throw InputException.inFile(
                    file,
                    "has the shape (" + numRows + ", " + numColumns + ") in its header",
                    "one that a file can hold",
                    "save or copy it again");
        }
        long wanted = dataOffset + (long) numRows * numColumns * itemBytes;
        if (fileBytes != wanted) {
            throw InputException.inFile(
                    file,
                    (fileBytes < wanted ? "is cut off: it has " : "has ") + Counted.of(fileBytes, "byte"),
                    wanted + " for the shape (" + numRows + ", " + numColumns + ") in its header",
                    "save or copy it again");
        }
    }

    /**
     * @throws InputException if there is no row or no column
     */
    void checkNotEmpty(Path file) throws InputException {
        if (numRows < 1 || numColumns < 1) {
            throw InputException.inFile(
                    file, "has shape (" + numRows + ", " + numColumns + ")", "at least 1 example and 2 classes", "");
        }
    }

    /** The header of the same values in a file that begins with them. */
    NpyHeader withoutItself() {
        return new NpyHeader(kind, itemBytes, order, columnMajor, numRows, numColumns, 0);
    }

    /** The value in a place of a buffer that has this byte order; true is 1. */
    double value(ByteBuffer buffer, int place) {
        if (kind == 'f') {
            return switch (itemBytes) {
                case 2 -> half(buffer.getShort(place * 2));
                case 4 -> buffer.getFloat(place * 4);
                default -> buffer.getDouble(place * 8);
            };
        }
        boolean signed = kind == 'i';
        return switch (itemBytes) {
            case 1 -> signed ? buffer.get(place) : buffer.get(place) & 0xFF;
            case 2 -> signed ? buffer.getShort(place * 2) : buffer.getShort(place * 2) & 0xFFFF;
            case 4 -> signed ? buffer.getInt(place * 4) : buffer.getInt(place * 4) & 0xFFFFFFFFL;
            default -> {
                long value = buffer.getLong(place * 8);
                yield signed || value >= 0 ? value : value + 0x1p64;
            }
        };
    }

    /** The number that 16 bits of IEEE 754 half precision are. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        // A float has 13 bits more for the fraction, and exponents from 112 lower on.
        int infinite = exponent == 0x1F ? 0xFF : exponent + 112;
        float magnitude = exponent == 0 ? fraction * 0x1p-24f : Float.intBitsToFloat(infinite << 23 | fraction << 13);
        return bits < 0 ? -magnitude : magnitude;
    }

    /** That of floating-point numbers. */
    static byte[] encode(int itemBytes, int... shape) {
        return encode("f" + itemBytes, shape);
    }

    /**
     * The header that {@code numpy.save} writes, version 1.0, padded so that the values begin at a multiple of 64.
     *
     * @param type kind and bytes of a number
     * @param shape the length of each axis, at least one
     */
    static byte[] encode(String type, int... shape) {
        String axes = IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String dict = "{'descr': '<" + type + "', 'fortran_order': False, 'shape': (" + axes
                + (shape.length == 1 ? "," : "") + "), }";
        int unpadded = 10 + dict.length() + 1;
        int total = (unpadded + 63) / 64 * 64;
        String text = dict + " ".repeat(total - unpadded) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
        buffer.put(text.getBytes(StandardCharsets.US_ASCII));
        return buffer.array();
    }
}
