package org.relabel4j.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.image.Pixels;

/** Files that pydicom wrote: {@code dicom/make.py} makes them, and prints what is expected here. */
class DicomPixelsTest {
    private static final ImageDecoder DECODER = new ImageDecoder(10_000);

    @ParameterizedTest
    @CsvSource({
        "implicit, 0 20 40 60 80 100 120 140 160 180 200 220",
        "white-is-low, 255 235 215 195 175 155 135 115 95 75 55 35",
        // From the smallest value, 0, to the largest, 4070: steps of 255 / 11.
        "twelve-bits, 0 23 46 70 93 116 139 162 185 209 232 255",
        "window, 0 0 0 0 121 247 255 255 255 255 255 255",
        "signed, 0 0 0 14 61 108 156 203 250 255 255 255",
    })
    void greyIsAsPydicomHasIt(String name, String expected) throws Exception {
        Pixels pixels = DECODER.decode(file(name));

        assertEquals(3, pixels.height());
        assertEquals(4, pixels.width());
        assertEquals(1, pixels.channels());
        assertArrayEquals(
                Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray(), unsigned(pixels));
    }

    /** The blocks of 8 x 8 pixels have one value each, which JPEG keeps. */
    @Test
    void jpegIsAsPydicomHasIt() throws Exception {
        Pixels pixels = DECODER.decode(file("jpeg"));

        assertEquals(24, pixels.height());
        assertEquals(32, pixels.width());
        int[] values = unsigned(pixels);
        for (int p = 0; p < values.length; p++) {
            assertEquals(20 * (p / 32 / 8 * 4 + p % 32 / 8), values[p]);
        }
    }

    @Test
    void colourIsRedGreenBlue() throws Exception {
        Pixels pixels = DECODER.decode(file("colour"));

        assertEquals(3, pixels.channels());
        assertEquals(2, pixels.height());
        for (int i = 0; i < 18; i++) {
            assertEquals(10 * i, pixels.values()[i] & 0xFF);
        }
    }

    @Test
    void saysWhichCompressionIsNotRead() throws Exception {
        refuses(
                file("rle"),
                "is a DICOM file of transfer syntax 1.2.840.10008.1.2.5, expected an uncompressed one (1.2.840.10008.1.2.1)"
                        + " or JPEG (1.2.840.10008.1.2.4.50); convert it, such as by dcmdjpeg, dcmdjpls, dcmdrle or dcmconv of"
                        + " DCMTK, or gdcmconv --raw of GDCM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MONOCHROME2 | PALETTE COL | has pixels of the kind 'PALETTE COL', expected MONOCHROME1, MONOCHROME2 or RGB; convert it to PNG",
                "MONOCHROME2 | RGB         | has 1 samples a pixel of 12 in 16 bits, expected grey in 8 or 16, or three in 8; convert it to PNG",
                "2000.0\\40 | 20x0.0\\40 | is damaged: its element (0028,1050) is '20x0.0', expected a number",
            })
    void saysWhatIsWrong(String found, String replacement, String message) throws Exception {
        byte[] file = file("window");
        int at = indexOf(file, found);
        byte[] padded = String.format("%-" + found.length() + "s", replacement).getBytes();
        System.arraycopy(padded, 0, file, at, found.length());

        refuses(file, message);
    }

    @Test
    void refusesMorePixelsThanAllowedBeforeItReadsThem() throws Exception {
        byte[] file = file("implicit");
        // Rows (0028,0010): tag, four bytes of length, value.
        int rows = indexOf(file, "\u0028\u0000\u0010\u0000") + 8;
        file[rows] = (byte) 0xFF;
        file[rows + 1] = (byte) 0xFF;

        refuses(file, "has 4 x 65535 pixels, expected at most 10000 in all; shrink it, or raise max-pixels");
        file[rows] = 99;
        file[rows + 1] = 0;
        refuses(file, "has 12 bytes of pixels, expected 396 for 4 x 99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "implicit", "window", "colour"})
    void meetsEveryDamageWithAMessage(String name) throws Exception {
        byte[] whole = file(name);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            String problem =
                    assertThrows(ImageProblem.class, () -> DECODER.decode(cut)).getMessage();
            assertTrue(problem.length() > 5, problem);
        }
        SplittableRandom rng = new SplittableRandom(1);
        for (int n = 0; n < 5000; n++) {
            byte[] damaged = whole.clone();
            damaged[rng.nextInt(damaged.length)] = (byte) rng.nextInt();
            damaged[rng.nextInt(damaged.length)] = (byte) rng.nextInt();
            try {
                DECODER.decode(damaged);
            } catch (ImageProblem e) {
                assertEquals(1, e.getMessage().lines().count());
            }
        }
    }

    private static void refuses(byte[] file, String message) {
        assertEquals(
                message,
                assertThrows(ImageProblem.class, () -> DECODER.decode(file)).getMessage());
    }

    private static int indexOf(byte[] file, String text) {
        return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private static int[] unsigned(Pixels pixels) {
        int[] values = new int[pixels.values().length];
        Arrays.setAll(values, i -> pixels.values()[i] & 0xFF);
        return values;
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = DicomPixelsTest.class.getResourceAsStream("dicom/" + name + ".dcm")) {
            return in.readAllBytes();
        }
    }
}
