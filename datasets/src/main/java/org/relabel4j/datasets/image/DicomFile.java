package org.relabel4j.datasets.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.relabel4j.core.text.Counted;

/**
 * The elements of a DICOM file (PS3.5, section 7, and PS3.10) that say how its pixels are stored, and those pixels as they are there.
 * Little-endian files alone, which are nearly all.
 */
final class DicomFile {
    static final int SAMPLES = 0x0028_0002;
    static final int PHOTOMETRIC = 0x0028_0004;
    static final int PLANAR = 0x0028_0006;
    static final int FRAMES = 0x0028_0008;
    static final int ROWS = 0x0028_0010;
    static final int COLUMNS = 0x0028_0011;
    static final int BITS_ALLOCATED = 0x0028_0100;
    static final int BITS_STORED = 0x0028_0101;
    static final int HIGH_BIT = 0x0028_0102;
    static final int SIGNED = 0x0028_0103;
    static final int WINDOW_CENTRE = 0x0028_1050;
    static final int WINDOW_WIDTH = 0x0028_1051;
    static final int INTERCEPT = 0x0028_1052;
    static final int SLOPE = 0x0028_1053;

    private static final int TRANSFER_SYNTAX = 0x0002_0010;
    private static final int PIXELS = 0x7FE0_0010;
    private static final int ITEM = 0xFFFE_E000;
    private static final int END_OF_ITEM = 0xFFFE_E00D;
    private static final int END_OF_SEQUENCE = 0xFFFE_E0DD;

    private static final int PREAMBLE = 128;
    private static final byte[] MAGIC = {'D', 'I', 'C', 'M'};
    private static final int UNDEFINED = -1;

    /** Sequences in sequences, in any sound file far fewer; more would exhaust the stack. */
    private static final int MAX_DEPTH = 32;

    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";

    /** What ImageIO's reader of JPEG can read, if of eight bits: baseline and extended. */
    private static final Set<String> JPEG = Set.of("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51");

    /** Kinds of values whose length has four bytes, after two that are reserved. */
    private static final Set<String> LONG_KINDS =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private final ByteBuffer in;
    private final Map<Integer, byte[]> elements = new HashMap<>();
    private boolean implicit;
    private boolean unknownKind;
    private byte[] pixels;

    private DicomFile(byte[] file) {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(PREAMBLE + MAGIC.length);
    }

    /** Whether a file begins like one. */
    static boolean begins(byte[] file) {
        int end = PREAMBLE + MAGIC.length;
        return file.length >= end && Arrays.equals(file, PREAMBLE, end, MAGIC, 0, MAGIC.length);
    }

    /**
     * Reads as far as the end of the pixels.
     *
     * @throws ImageProblem if it is damaged, has no pixels, or is compressed by anything but JPEG
     */
    static DicomFile read(byte[] file) throws ImageProblem {
        DicomFile dicom = new DicomFile(file);
        try {
            dicom.readElements();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ImageProblem("is cut off or damaged after " + Counted.of(dicom.in.position(), "byte"));
        }
        if (dicom.pixels == null) {
            throw new ImageProblem("is a DICOM file without pixels");
        }
        return dicom;
    }

    /** Whether {@link #pixels} are a JPEG file. */
    boolean isJpeg() {
        return JPEG.contains(text(TRANSFER_SYNTAX));
    }

    /** The pixels: samples of {@link #BITS_ALLOCATED} bits, or a JPEG file. */
    byte[] pixels() {
        return pixels;
    }

    /** The text of an element; empty if it is not there. */
    String text(int tag) {
        return new String(elements.getOrDefault(tag, new byte[0]), StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
    }

    /** The whole number of an element of two bytes. */
    int number(int tag, int otherwise) throws ImageProblem {
        byte[] value = elements.get(tag);
        if (value == null) {
            return otherwise;
        }
        if (value.length != 2) {
            throw new ImageProblem("is damaged: its element " + name(tag) + " has " + Counted.of(value.length, "byte")
                    + ", expected 2");
        }
        return value[0] & 0xFF | (value[1] & 0xFF) << 8;
    }

    /** The number, written as text, of an element; of several the first. */
    OptionalDouble decimal(int tag) throws ImageProblem {
        String text = text(tag).split("\\\\", 2)[0].strip();
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = parsed(text);
        if (!Double.isFinite(number)) {
            throw new ImageProblem("is damaged: its element " + name(tag) + " is '" + text + "', expected a number");
        }
        return OptionalDouble.of(number);
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String name(int tag) {
        return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
    }

    private void readElements() throws ImageProblem {
        boolean inMeta = true;
        while (in.hasRemaining() && pixels == null) {
            in.mark();
            int tag = tag();
            if (inMeta && tag >>> 16 != 0x0002) {
                // What follows is stored as the part before, always explicit, says.
                inMeta = false;
                implicit = isImplicit();
                in.reset();
                continue;
            }
            int length = length();
            if (tag == PIXELS) {
                pixels = length == UNDEFINED ? fragments() : bytes(length);
            } else if (length == UNDEFINED) {
                skipSequence(0);
            } else if (tag >>> 16 == 0x0028 || tag == TRANSFER_SYNTAX) {
                elements.put(tag, bytes(length));
            } else {
                skip(length);
            }
        }
    }

    private boolean isImplicit() throws ImageProblem {
        String syntax = text(TRANSFER_SYNTAX);
        if (!syntax.equals(IMPLICIT) && !syntax.equals(EXPLICIT) && !isJpeg()) {
            throw new ImageProblem("is a DICOM file of transfer syntax " + (syntax.isEmpty() ? "(none)" : syntax)
                    + ", expected an uncompressed one (1.2.840.10008.1.2.1) or JPEG (1.2.840.10008.1.2.4.50); convert it,"
                    + " such as by dcmdjpeg, dcmdjpls, dcmdrle or dcmconv of DCMTK, or gdcmconv --raw of GDCM");
        }
        return syntax.equals(IMPLICIT);
    }

    private int tag() {
        return (in.getShort() & 0xFFFF) << 16 | in.getShort() & 0xFFFF;
    }

    private int length() {
        if (implicit) {
            return in.getInt();
        }
        String kind = "" + (char) in.get() + (char) in.get();
        unknownKind = kind.equals("UN");
        if (!LONG_KINDS.contains(kind)) {
            return in.getShort() & 0xFFFF;
        }
        in.getShort();
        return in.getInt();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[Math.min(checked(length), in.remaining())];
        in.get(bytes);
        return bytes;
    }

    private void skip(int length) {
        in.position(in.position() + checked(length));
    }

    private int checked(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return length;
    }

    /** Passes over a sequence without a length. Within one of an unknown kind, kinds are left out (PS3.5, 6.2.2). */
    private void skipSequence(int depth) throws ImageProblem {
        boolean outside = implicit;
        implicit |= unknownKind;
        skipItems(depth);
        implicit = outside;
    }

    private void skipItems(int depth) throws ImageProblem {
        if (depth > MAX_DEPTH) {
            throw new ImageProblem("is damaged: it has more than " + MAX_DEPTH + " sequences in one another");
        }
        for (int tag = tag(); tag != END_OF_SEQUENCE; tag = tag()) {
            int length = in.getInt();
            if (length != UNDEFINED) {
                skip(length);
                continue;
            }
            for (int inner = tag(); inner != END_OF_ITEM; inner = tag()) {
                int innerLength = length();
                if (innerLength == UNDEFINED) {
                    skipSequence(depth + 1);
                } else {
                    skip(innerLength);
                }
            }
            in.getInt();
        }
        in.getInt();
    }

    /** The pieces of a compressed image put together; the first item is a table of where frames begin. */
    private byte[] fragments() {
        byte[] together = new byte[in.remaining()];
        int size = 0;
        boolean table = true;
        for (int tag = tag(); tag == ITEM; tag = tag()) {
            int length = checked(in.getInt());
            if (table) {
                skip(length);
            } else {
                in.get(together, size, length);
                size += length;
            }
            table = false;
        }
        in.getInt();
        return Arrays.copyOf(together, size);
    }
}
