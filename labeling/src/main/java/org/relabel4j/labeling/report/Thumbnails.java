package org.relabel4j.labeling.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.relabel4j.core.image.Pixels;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.datasets.image.ImageDecoder;
import org.relabel4j.datasets.image.ImageProblem;
import org.relabel4j.pages.Html;

/** Small copies of images that stand in a page itself. */
final class Thumbnails {
    /** Pixels of the longer side: sharp at twice the size on the page that the style sheet gives. */
    private static final int LONGEST_SIDE = 144;

    private static final long MOST_PIXELS = 100_000_000;

    private final Map<Integer, String> markup = new HashMap<>();

    /** Copies of the images of some examples; what is no readable image any more has none. */
    static Thumbnails of(int[] examples, IntFunction<Path> files) {
        String[] markup = new String[examples.length];
        Blocks.forEachOf(examples.length, 1, () -> new ImageDecoder(MOST_PIXELS), (block, from, to, decoder) -> {
            for (int n = from; n < to; n++) {
                markup[n] = image(files.apply(examples[n]), decoder);
            }
        });
        Thumbnails thumbnails = new Thumbnails();
        for (int n = 0; n < examples.length; n++) {
            thumbnails.markup.put(examples[n], markup[n]);
        }
        return thumbnails;
    }

    /** The image of an example as markup; of one that cannot be read, words that say so. */
    String markup(int example) {
        return markup.get(example);
    }

    private static String image(Path file, ImageDecoder decoder) {
        try {
            Pixels pixels = small(decoder.decode(Files.readAllBytes(file))).withChannels(3);
            return new Html()
                    .open(
                            "img",
                            "src",
                            "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg(pixels)),
                            "alt",
                            "",
                            "width",
                            Integer.toString(pixels.width()),
                            "height",
                            Integer.toString(pixels.height()))
                    .toString();
        } catch (IOException | ImageProblem e) {
            return new Html().element("span", "no image", "class", "note").toString();
        }
    }

    private static Pixels small(Pixels image) {
        double scale = (double) LONGEST_SIDE / Math.max(image.height(), image.width());
        return scale >= 1
                ? image
                : new Resizer(side(image.height(), scale), side(image.width(), scale), Resizer.Fit.SQUASH)
                        .resize(image);
    }

    private static int side(int pixels, double scale) {
        return Math.max(1, (int) Math.round(pixels * scale));
    }

    private static byte[] jpeg(Pixels pixels) throws IOException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] values = pixels.values();
        for (int n = 0; n < pixels.width() * pixels.height(); n++) {
            int rgb = (values[3 * n] & 0xFF) << 16 | (values[3 * n + 1] & 0xFF) << 8 | values[3 * n + 2] & 0xFF;
            image.setRGB(n % pixels.width(), n / pixels.width(), rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "jpg", stream);
        }
        return bytes.toByteArray();
    }
}
