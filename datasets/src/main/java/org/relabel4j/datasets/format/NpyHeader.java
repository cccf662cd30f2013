package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a NumPy {@code .npy} file of numbers, format versions 1.0 to 3.0 (NumPy enhancement proposal 1).
 *
 * @param itemBytes bytes of a number
 * @param order byte order of the values
 * @param columnMajor whether the array is in Fortran order
 * @param numRows length of the first axis
 * @param numColumns length of the second axis
 * @param dataOffset where the values begin, in bytes
 */
record NpyHeader(int itemBytes, ByteOrder order, boolean columnMajor, int numRows, int numColumns, long dataOffset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER_BYTES = 1 << 20;
    private static final Pattern DTYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    /** The types of numbers that a reader takes. */
    enum Numbers {
        FLOATS("[<>=]?f[48]", "float32 or float64", "use astype(numpy.float64) before saving"),
        SIGNED_INTEGERS("[<>=|]?i[1248]", "signed whole numbers", "use astype(numpy.int64) before saving");

        private final Pattern types;
        private final String expected;
        private final String hint;

        Numbers(String types, String expected, String hint) {
            this.types = Pattern.compile(types);
            this.expected = expected;
            this.hint = hint;
        }
    }

    /** Whether a file's first bytes are those of a {@code .npy}. */
    static boolean hasMagic(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads a header and checks that as many values follow as it says.
     *
     * @throws InputException if this is no such file, or no two-dimensional array of such numbers
     */
    static NpyHeader read(Path file, FileChannel channel, Numbers numbers) throws InputException, IOException {
        byte[] start = bytes(file, channel, 0, 8);
        if (!hasMagic(start)) {
            throw InputException.inFile(file, "is no .npy file", "one written by numpy.save", "");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw InputException.inFile(file, "has .npy format version " + version, "1, 2 or 3", "");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        ByteBuffer length =
                ByteBuffer.wrap(bytes(file, channel, 8, lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = version == 1 ? length.getShort() & 0xFFFF : length.getInt() & 0xFFFFFFFFL;
        if (headerBytes > MAX_HEADER_BYTES) {
            throw InputException.inFile(file, "has a header of " + headerBytes + " bytes", "a short one", "");
        }
        int textOffset = 8 + lengthBytes;
        String text = new String(bytes(file, channel, textOffset, (int) headerBytes), StandardCharsets.UTF_8);
        NpyHeader header = parse(file, text, numbers, textOffset + headerBytes);
        header.checkLength(file, channel.size());
        return header;
    }

    private static byte[] bytes(Path file, FileChannel channel, long offset, int count)
            throws InputException, IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            continue;
        }
        if (buffer.hasRemaining()) {
            throw channel.size() == 0
                    ? InputException.inFile(file, "is empty", "an array written by numpy.save", "")
                    : InputException.inFile(
                            file, "ends within its header, after " + channel.size() + " bytes", "", "copy it again");
        }
        return buffer.array();
    }

    private static NpyHeader parse(Path file, String text, Numbers numbers, long dataOffset) throws InputException {
        Matcher dtype = DTYPE.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!fortran.find() || !shape.find()) {
            throw InputException.inFile(file, "has the unreadable header " + text.strip(), "that of numpy.save", "");
        }
        String type = dtype.find() ? dtype.group(1) : "a structure";
        if (!numbers.types.matcher(type).matches()) {
            throw InputException.inFile(file, "has dtype " + type, numbers.expected, numbers.hint);
        }
        long[] axes = axes(shape.group(1));
        if (axes.length != 2) {
            throw InputException.inFile(
                    file,
                    "has shape (" + shape.group(1).strip() + ")",
                    "two axes, (examples, classes)",
                    axes.length == 3
                            ? "save each model's probabilities in a file of its own"
                            : "reshape before saving");
        }
        if (axes[0] > Integer.MAX_VALUE - 8 || axes[1] > Integer.MAX_VALUE - 8) {
            throw InputException.inFile(file, "has shape (" + shape.group(1) + ")", "at most 2147483639 rows", "");
        }
        ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int itemBytes = type.charAt(type.length() - 1) - '0';
        return new NpyHeader(
                itemBytes, order, fortran.group(1).equals("True"), (int) axes[0], (int) axes[1], dataOffset);
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
                    (fileBytes < wanted ? "is cut off: it has " : "has ") + fileBytes + " bytes",
                    wanted + " for the shape (" + numRows + ", " + numColumns + ") in its header",
                    "save or copy it again");
        }
    }

    /** The header that {@code numpy.save} writes, version 1.0, padded so that the values begin at a multiple of 64. */
    static byte[] encode(int itemBytes, int numRows, int numColumns) {
        String dict = "{'descr': '<f" + itemBytes + "', 'fortran_order': False, 'shape': (" + numRows + ", "
                + numColumns + "), }";
        int unpadded = 10 + dict.length() + 1;
        int total = (unpadded + 63) / 64 * 64;
        String text = dict + " ".repeat(total - unpadded) + "\n";
        ByteBuffer buffer = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
        buffer.put(text.getBytes(StandardCharsets.US_ASCII));
        return buffer.array();
    }
}
