package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFixture;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.LoadedImages;

class ImageFolderDatasetTest {
    @TempDir
    private Path folder;

    /** Five grey images of cats, PNG, and five colour ones of dogs, JPEG, in sizes of their own. */
    @BeforeEach
    void writeImages() throws IOException {
        for (int n = 0; n < 5; n++) {
            write("cat/deeper/" + n + ".PNG", ImageFixture.encoded(ImageFixture.greys(8 + n, 8, n % 2 == 0), "png"));
            write("dog/" + n + ".jpg", ImageFixture.encoded(ImageFixture.colours(20, 10 + n), "jpeg"));
        }
        write("cat/notes.txt", new byte[3]);
        write("dog/.hidden.png", new byte[3]);
        write("empty/readme", new byte[3]);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private Dataset load(String... more) throws InputException {
        Map<String, String> options =
                new TreeMap<>(Map.of("data-dir", folder.toString(), "cache", "false", "size", "8"));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return Datasets.load("image-folder", options, 1);
    }

    @Test
    void takesImagesWithoutLabelsWhereNoneAreNeeded() throws Exception {
        write("loose.png", ImageFixture.encoded(ImageFixture.greys(8, 8, true), "png"));

        Dataset data = load("labels", "none");

        assertEquals(11, data.pool().size());
        assertEquals(0, data.test().size());
        assertEquals(List.of("unlabelled"), data.classNames());
        var none = assertThrows(InputException.class, () -> load("labels", "none", "data-dir", folder + "/empty"));
        assertTrue(none.getMessage().contains("has no images"), none::getMessage);
        var useless =
                assertThrows(IllegalArgumentException.class, () -> load("labels", "none", "test-fraction", "0.1"));
        assertTrue(useless.getMessage().contains("has no effect with labels=none"), useless::getMessage);
        var flat = assertThrows(InputException.class, () -> load("data-dir", folder + "/dog"));
        assertTrue(flat.getMessage().contains("labels=none"), flat::getMessage);
    }

    @Test
    void aFolderIsAClass() throws InputException {
        Dataset dataset = load();

        assertEquals(List.of("cat", "dog"), dataset.classNames());
        assertEquals(8, dataset.pool().size());
        assertEquals(2, dataset.test().size());
        assertArrayEquals(new int[] {8, 8, 3}, dataset.pool().shape());
        int dogs = (int) IntStream.concat(Arrays.stream(dataset.poolLabels()), Arrays.stream(dataset.testLabels()))
                .filter(label -> label == 1)
                .count();
        assertEquals(5, dogs);
        byte[] image = new byte[192];
        for (int i = 0; i < 8; i++) {
            ((ImageSet) dataset.pool()).copyTo(i, image, 0);
            boolean grey = image[0] == image[1] && image[1] == image[2] && image[189] == image[190];
            assertEquals(dataset.poolLabels()[i] == 0, grey, "image " + i + " is grey");
        }
        assertArrayEquals(new int[] {8, 8, 1}, load("channels", "1").pool().shape());
    }

    @Test
    void aCsvFileNamesImagesAndClasses() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("labels.csv"),
                "finding,image\nbad,dog/0.jpg\ngood,cat/deeper/1.PNG\ngood,./dog/2.jpg\nbad,dog/3.jpg\n");

        Dataset dataset = load("labels", csv.toString(), "label-column", "finding", "test-fraction", "0");

        assertEquals(List.of("bad", "good"), dataset.classNames());
        assertEquals(4, dataset.pool().size());
        assertEquals(2, Arrays.stream(dataset.poolLabels()).sum());
        assertEquals(0, dataset.test().size());
    }

    @Test
    void refusesCsvFilesThatDoNotFit() throws Exception {
        for (Map.Entry<String, String> wrong : Map.of(
                        "image,label\ndog/0.jpg,a\ndog/9.jpg,b\n", ":3: names the image \"dog/9.jpg\", which is not in",
                        "image,label\n../x.png,a\n", ":2: names the image \"../x.png\", expected a path below",
                        "image,label\n/etc/passwd,a\n", ":2: names the image \"/etc/passwd\", expected a path below",
                        "image,label\ndog/0.jpg,a\ndog/0.jpg,b\n",
                                ":3: names the image \"dog/0.jpg\" again, after line 2",
                        "image,label\ndog/0.jpg,a\ncat/../dog/./0.jpg,b\n",
                                ":3: names the image \"cat/../dog/./0.jpg\" again, after line 2",
                        "image,label\ndog/0.jpg,\n", ":2: has no label",
                        "image,class\ndog/0.jpg,a\n", "has no column \"label\"",
                        "image,label\ndog/0.jpg,a\n", "has 1 image of 1 class, expected at least 2 classes")
                .entrySet()) {
            Path csv = Files.writeString(folder.resolve("labels.csv"), wrong.getKey());

            refuses(wrong.getValue(), () -> load("labels", csv.toString()));
        }
    }

    @Test
    void badImagesAreRefusedOrSkippedAsConfigured() throws Exception {
        write("dog/a-cmyk.jpg", ImageFixture.cmyk());
        write("dog/bomb.png", ImageFixture.bomb());
        write("dog/zero.png", new byte[0]);
        byte[] whole = ImageFixture.encoded(ImageFixture.colours(9, 9), "png");
        write("dog/cut.png", Arrays.copyOf(whole, whole.length / 2));

        refuses(
                "a-cmyk.jpg: has four components (CMYK), expected grey or colour; convert it to RGB (and 3 more images"
                        + " cannot be used); fix or remove it, or leave such images out with bad-images=skip",
                () -> load());
        Dataset dataset = load("bad-images", "skip");

        assertEquals(10, dataset.pool().size() + dataset.test().size());
    }

    @Test
    void saysIfNothingCanBeUsed() throws Exception {
        Path bad = folder.resolve("bad");
        Files.createDirectories(bad.resolve("a"));
        Files.createDirectories(bad.resolve("b"));
        Files.write(bad.resolve("a/1.png"), new byte[0]);
        Files.write(bad.resolve("b/1.png"), new byte[0]);

        refuses("is empty, and so with every image", () -> load("data-dir", bad.toString(), "bad-images", "skip"));
        Files.delete(bad.resolve("b/1.png"));
        refuses("has 1 image of 1 class", () -> load("data-dir", bad.toString()));
    }

    @Test
    void refusesWrongOptions() {
        assertThrows(IllegalArgumentException.class, () -> Datasets.load("image-folder", Map.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> load("channels", "2"));
        assertThrows(IllegalArgumentException.class, () -> load("size", "0"));
        refuses(
                "cannot be read: no such file",
                () -> load("data-dir", folder.resolve("absent").toString()));
        refuses(
                "0.jpg: cannot be read: is no folder",
                () -> load("data-dir", folder.resolve("dog/0.jpg").toString()));
    }

    @Test
    void theCacheGivesTheSameImagesUntilAFileChanges() throws Exception {
        Path cache = folder.resolve("cache");
        ImageLoader loader = new ImageLoader(new Resizer(4, 4, Resizer.Fit.CROP), 3, 1000, Optional.of(cache));
        Path bad = Files.write(folder.resolve("bad.png"), new byte[0]);
        Path good = folder.resolve("dog/1.jpg");
        List<Path> files = List.of(good, bad);
        LoadedImages first = loader.load(files);
        Path kept;
        try (var list = Files.list(cache)) {
            kept = list.findFirst().orElseThrow();
        }

        // Same length and time, other bytes: only the cache can know the old ones.
        FileTime time = Files.getLastModifiedTime(good);
        Files.write(good, new byte[(int) Files.size(good)]);
        Files.setLastModifiedTime(good, time);
        LoadedImages again = loader.load(files);
        byte[] damaged = Files.readAllBytes(kept);
        damaged[20] ^= 1;
        Files.write(kept, damaged);
        LoadedImages anew = loader.load(files);

        assertArrayEquals(first.images()[0], again.images()[0]);
        assertEquals("is empty", again.problems()[1]);
        assertEquals("is no PNG, JPEG, GIF, BMP or DICOM image", anew.problems()[0], "a damaged cache is not used");
    }

    private static void refuses(String message, Executable loading) {
        InputException error = assertThrows(InputException.class, loading);
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
