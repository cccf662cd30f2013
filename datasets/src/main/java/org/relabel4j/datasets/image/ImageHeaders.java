package org.relabel4j.datasets.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.relabel4j.core.text.Counted;

/** Looks through the parts of an image file that Java's readers pass over in silence: animations, damage, colour systems. */
final class ImageHeaders {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PNG_CHUNK_FRAME = 12;

    private ImageHeaders() {}

    /** Kinds of files, with what Java calls their readers. */
    enum Format {
        PNG,
        JPEG,
        GIF,
        BMP,
        DICOM
    }

    /** Tells the format by a file's first bytes. */
    static Format format(byte[] file) throws ImageProblem {
        if (file.length == 0) {
            throw new ImageProblem("is empty");
        }
        if (startsWith(file, PNG)) {
            return Format.PNG;
        }
        if (isJpeg(file)) {
            return Format.JPEG;
        }
        if (startsWith(file, "GIF87a".getBytes(StandardCharsets.US_ASCII))
                || startsWith(file, "GIF89a".getBytes(StandardCharsets.US_ASCII))) {
            return Format.GIF;
        }
        if (startsWith(file, "BM".getBytes(StandardCharsets.US_ASCII))) {
            return Format.BMP;
        }
        if (DicomFile.begins(file)) {
            return Format.DICOM;
        }
        throw new ImageProblem("is no PNG, JPEG, GIF, BMP or DICOM image");
    }

    static boolean isJpeg(byte[] file) {
        return startsWith(file, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    /** Checks the chunks of a PNG: whole, undamaged, no animation. */
    static void checkPng(byte[] file) throws ImageProblem {
        ByteBuffer in = ByteBuffer.wrap(file).position(PNG.length);
        CRC32 crc = new CRC32();
        while (true) {
            if (in.remaining() < PNG_CHUNK_FRAME) {
                throw new ImageProblem("is cut off: it has no end");
            }
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                throw new ImageProblem("is cut off or damaged after " + (in.position() - 4) + " bytes");
            }
            String type = new String(file, in.position(), 4, StandardCharsets.ISO_8859_1);
            crc.reset();
            crc.update(file, in.position(), 4 + length);
            in.position(in.position() + 4 + length);
            if ((int) crc.getValue() != in.getInt()) {
                throw new ImageProblem(
                        "is damaged: the checksum of its part " + type.replaceAll("\\W", "?") + " is wrong");
            }
            if (type.equals("acTL")) {
                throw new ImageProblem("is an animation, expected a single image");
            }
            if (type.equals("IEND")) {
                return;
            }
        }
    }

    /** Checks the frame of a JPEG: grey or colour, eight bits. */
    static void checkJpeg(byte[] file) throws ImageProblem {
        int at = 2;
        while (at + 4 <= file.length) {
            int marker = file[at + 1] & 0xFF;
            if ((file[at] & 0xFF) != 0xFF) {
                throw new ImageProblem("is damaged after " + Counted.of(at, "byte"));
            }
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (isFrame(marker) && at + 10 <= file.length) {
                checkFrame(file[at + 4] & 0xFF, file[at + 9] & 0xFF);
                return;
            }
            at += 2 + length(file, at);
        }
        throw new ImageProblem("is cut off: it has no image");
    }

    /** What a JPEG that {@link #checkJpeg} has passed holds before its frame in a segment, behind the bytes that this starts with. */
    static Optional<ByteBuffer> segment(byte[] file, int wanted, byte[] start) {
        int at = 2;
        while (!isFrame(file[at + 1] & 0xFF)) {
            int from = at + 4;
            int end = at + 2 + length(file, at);
            if ((file[at + 1] & 0xFF) == 0xFF) {
                at++;
                continue;
            }
            if ((file[at + 1] & 0xFF) == wanted
                    && from + start.length <= end
                    && Arrays.equals(file, from, from + start.length, start, 0, start.length)) {
                return Optional.of(ByteBuffer.wrap(file, from + start.length, end - from - start.length)
                        .slice());
            }
            at = end;
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int length(byte[] file, int at) {
        return (file[at + 2] & 0xFF) << 8 | file[at + 3] & 0xFF;
    }

    private static void checkFrame(int bits, int components) throws ImageProblem {
        if (components == 4) {
            throw new ImageProblem("has four components (CMYK), expected grey or colour; convert it to RGB");
        }
        if (bits != 8 || components != 1 && components != 3) {
            throw new ImageProblem("has " + components + " components of " + bits + " bits, expected 1 or 3 of 8 bits");
        }
    }
}
