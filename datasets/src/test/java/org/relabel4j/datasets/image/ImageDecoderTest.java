package org.relabel4j.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.image.Pixels;

class ImageDecoderTest {
    private static final ImageDecoder DECODER = new ImageDecoder(10_000);

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "jpeg"})
    void readsColour(String format) throws ImageProblem {
        Pixels pixels = DECODER.decode(ImageFixture.encoded(ImageFixture.colours(32, 24), format));

        assertEquals(24, pixels.height());
        assertEquals(32, pixels.width());
        assertEquals(3, pixels.channels());
        // JPEG loses a little.
        int tolerance = format.equals("jpeg") ? 12 : 0;
        assertNear(255, pixels.values()[31 * 3], tolerance);
        assertNear(0, pixels.values()[31 * 3 + 1], tolerance);
        assertNear(255, pixels.values()[(23 * 32 + 5) * 3 + 1], tolerance);
        assertNear(50, pixels.values()[(10 * 32 + 7) * 3 + 2], tolerance + 8 * tolerance / 12);
    }

    /** Red and green, 0 or 255, of three corners, as ImageOps.exif_transpose of Pillow 13.0.0 turns the same image. */
    @ParameterizedTest
    @CsvSource({
        "1, 32, 0, 0, 255, 0, 0, 255",
        "2, 32, 255, 0, 0, 0, 255, 255",
        "3, 32, 255, 255, 0, 255, 255, 0",
        "4, 32, 0, 255, 255, 255, 0, 0",
        "5, 24, 0, 0, 0, 255, 255, 0",
        "6, 24, 0, 255, 0, 0, 255, 255",
        "7, 24, 255, 255, 255, 0, 0, 255",
        "8, 24, 255, 0, 255, 255, 0, 0",
        "9, 32, 0, 0, 255, 0, 0, 255"
    })
    void turnsPhotographsAsTheirNotesSay(int orientation, int width, int r0, int g0, int r1, int g1, int r2, int g2)
            throws ImageProblem {
        byte[] plain = ImageFixture.encoded(ImageFixture.colours(32, 24), "jpeg");
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            Pixels pixels = DECODER.decode(ImageFixture.withOrientation(plain, orientation, order));

            assertEquals(width, pixels.width());
            assertEquals(32 + 24 - width, pixels.height());
            int[] corners = {0, 3 * (width - 1), 3 * width * (pixels.height() - 1)};
            int[] expected = {r0, g0, r1, g1, r2, g2};
            for (int n = 0; n < 6; n++) {
                assertNear(expected[n], pixels.values()[corners[n / 2] + n % 2], 12);
            }
        }
    }

    @Test
    void passesOverNotesThatAreCutOrOfSomethingElse() throws ImageProblem {
        byte[] plain = ImageFixture.encoded(ImageFixture.colours(32, 24), "jpeg");
        byte[] noted = ImageFixture.withOrientation(plain, 6, ByteOrder.BIG_ENDIAN);
        // Of the segment, which begins at 2: the letters, the place of the directory, its size, the kind of the value.
        for (int at : new int[] {6, 16, 20, 24}) {
            byte[] damaged = noted.clone();
            damaged[at] = 0x7F;
            assertEquals(at == 20 ? 24 : 32, DECODER.decode(damaged).width(), "byte " + at);
        }
    }

    private static void assertNear(int expected, byte found, int tolerance) {
        assertEquals(expected, found & 0xFF, tolerance);
    }

    /** Java's own conversion of grey to colour would brighten it: 10 would become 57. */
    @Test
    void greyStaysAsItIs() throws ImageProblem {
        byte[] expected = {10, 20, 30, 40, 50, 60};

        assertArrayEquals(expected, greys(false).values());
        assertArrayEquals(expected, greys(true).values(), "of 16 bits the upper 8 are kept");
        assertArrayEquals(
                new byte[] {10, 10, 10, 20, 20, 20},
                Arrays.copyOf(greys(false).withChannels(3).values(), 6));
    }

    private static Pixels greys(boolean sixteenBits) throws ImageProblem {
        return DECODER.decode(ImageFixture.encoded(ImageFixture.greys(3, 2, sixteenBits), "png"));
    }

    @Test
    void readsColourOfSixteenBits() throws ImageProblem {
        Pixels pixels = DECODER.decode(ImageFixture.encoded(ImageFixture.sixteenBitColours(3, 2), "png"));

        assertArrayEquals(new byte[] {0, 40, 80, 1, 41, 81}, Arrays.copyOf(pixels.values(), 6));
    }

    @Test
    void dropsTransparencyAndReadsPalettes() throws ImageProblem {
        BufferedImage transparent = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        transparent.setRGB(0, 0, 0x800A141E);
        BufferedImage palette = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xFFFF0000);
        BufferedImage black = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        black.setRGB(1, 0, 0xFFFFFFFF);

        assertArrayEquals(
                new byte[] {10, 20, 30},
                Arrays.copyOf(
                        DECODER.decode(ImageFixture.encoded(transparent, "png")).values(), 3));
        for (String format : new String[] {"png", "gif"}) {
            byte[] values =
                    DECODER.decode(ImageFixture.encoded(palette, format)).values();
            assertArrayEquals(new byte[] {-1, 0, 0, 0, 0, 0}, values, format);
        }
        byte[] binary = DECODER.decode(ImageFixture.encoded(black, "png"))
                .withChannels(1)
                .values();
        assertArrayEquals(new byte[] {0, -1}, binary);
    }

    @Test
    void colourBecomesGreyByItsWeights() {
        Pixels colour = new Pixels(1, 4, 3, new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1});

        // 0.299, 0.587 and 0.114 of 255, rounded.
        assertArrayEquals(
                new byte[] {76, (byte) 150, 29, -1}, colour.withChannels(1).values());
    }

    @Test
    void refusesWhatIsNoSingleImage() {
        byte[] png = ImageFixture.encoded(ImageFixture.colours(5, 5), "png");
        byte[] animation = ImageFixture.withChunk(png, "acTL", new byte[8]);

        refuses(ImageFixture.animatedGif(3), "is an animation of 3 images");
        refuses(animation, "is an animation, expected a single image");
        refuses(ImageFixture.cmyk(), "has four components (CMYK), expected grey or colour; convert it to RGB");
        refuses(new byte[0], "is empty");
        refuses("a text".getBytes(StandardCharsets.UTF_8), "is no PNG, JPEG, GIF, BMP or DICOM image");
    }

    @Test
    void saysThatABitmapIsCutOff() {
        byte[] whole = ImageFixture.encoded(ImageFixture.colours(16, 16), "bmp");

        refuses(Arrays.copyOf(whole, whole.length / 2), "is cut off");
    }

    /** Refused by what its header says: to decode it would take 30 GB. */
    @Test
    void refusesGigantic() {
        refuses(ImageFixture.bomb(), "has 100000 x 100000 pixels, expected at most 10000 in all");
        refuses(ImageFixture.encoded(ImageFixture.colours(101, 100), "jpeg"), "has 101 x 100 pixels");
    }

    /** However much is missing from its end, a cut-off image is never taken for a whole one. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void refusesEveryTruncation(String format) {
        byte[] whole = ImageFixture.encoded(ImageFixture.colours(16, 16), format);
        // The last two bytes of a JPEG and of a GIF only say that it ends; without them it has every pixel.
        int least = format.equals("jpeg") || format.equals("gif") ? whole.length - 2 : whole.length;

        for (int length = 0; length < least; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ImageProblem.class, () -> DECODER.decode(cut), "after " + length + " of " + whole.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void survivesRandomDamage(String format) {
        byte[] whole = ImageFixture.encoded(ImageFixture.colours(16, 16), format);
        Random random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < 300; trial++) {
            byte[] damaged = whole.clone();
            for (int hit = random.nextInt(4); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                DECODER.decode(damaged);
            } catch (ImageProblem e) {
                refused++;
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            }
        }
        // Every part of a PNG has a checksum.
        assertTrue(refused > (format.equals("png") ? 290 : 0), refused + " refused");
    }

    private static void refuses(byte[] file, String problem) {
        ImageProblem error = assertThrows(ImageProblem.class, () -> DECODER.decode(file));
        assertTrue(error.getMessage().startsWith(problem), error.getMessage());
    }
}
