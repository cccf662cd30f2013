package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFixture;

class FolderImagesTest {
    @TempDir
    private Path home;

    private final List<String> notes = new ArrayList<>();
    private String progress = "";

    private Path write(String name, byte[] content) throws IOException {
        Path file = home.resolve("photos").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    private void image(String name, int side) throws IOException {
        write(name, ImageFixture.encoded(ImageFixture.greys(side, side + 3, true), "png"));
    }

    private FolderImages read(String folder) throws InputException {
        notes.clear();
        return FolderImages.read(
                home.resolve(folder),
                8,
                home.resolve("cache"),
                notes::add,
                (done, total) -> progress = done + "/" + total);
    }

    @Test
    void idsArePathsBelowTheFolder() throws Exception {
        image("b.PNG", 9);
        image("a b/deep/\"x\",ü.png", 20);
        image(".hidden.png", 9);
        image(".thumbnails/b.png", 9);
        write("notes.txt", new byte[1]);

        FolderImages found = read("photos");

        assertEquals(List.of("a b/deep/\"x\",ü.png", "b.PNG"), found.ids().asList());
        assertEquals(home.resolve("photos/b.PNG"), found.files().get(1));
        assertArrayEquals(new int[] {8, 8, 3}, found.images().shape());
        assertEquals(2, found.images().size());
        assertEquals(List.of(), notes);
    }

    @Test
    void namesBrokenOnesAndLeavesThemOut() throws Exception {
        image("good.png", 9);
        for (int n = 0; n < 13; n++) {
            write("broken" + (char) ('a' + n) + ".jpg", new byte[0]);
        }

        FolderImages found = read("photos");

        assertEquals(List.of("good.png"), found.ids().asList());
        assertEquals(11, notes.size());
        assertEquals("Left out: " + home.resolve("photos/brokena.jpg") + ": is empty", notes.get(0));
        assertEquals("Left out: 3 more images that cannot be used", notes.get(10));
    }

    @Test
    void readsOnlyWhatIsNewOrChanged() throws Exception {
        image("a.png", 9);
        image("b.png", 9);
        read("photos");
        assertEquals("2/2", progress);
        // As if it were unchanged: what comes is what was kept.
        FileTime time = Files.getLastModifiedTime(home.resolve("photos/a.png"));
        long size = Files.size(home.resolve("photos/a.png"));
        Files.setLastModifiedTime(write("a.png", new byte[(int) size]), time);
        image("sub/c.png", 20);
        write("b.png", new byte[3]);

        FolderImages found = read("photos");

        assertEquals(List.of("a.png", "sub/c.png"), found.ids().asList());
        assertEquals(1, notes.size());
        progress = "";
        assertEquals(2, read("photos").ids().size());
        assertEquals("", progress, "nothing to read");
        try (var files = Files.list(home.resolve("cache"))) {
            assertEquals(1, files.count());
        }
        // The same file under another name has another key, and those that are gone may stay.
        Files.move(home.resolve("photos/sub/c.png"), home.resolve("photos/sub/d.png"));
        assertEquals(List.of("a.png", "sub/d.png"), read("photos").ids().asList());
        assertEquals("3/3", progress);
    }

    @Test
    void linksInCirclesEndNowhere() throws Exception {
        image("a/1.png", 9);
        Files.createSymbolicLink(home.resolve("photos/a/loop"), home.resolve("photos"));
        Files.createSymbolicLink(home.resolve("photos/2.png"), home.resolve("photos/a/1.png"));
        Files.createSymbolicLink(home.resolve("photos/gone.png"), home.resolve("photos/nowhere.png"));
        Files.createSymbolicLink(home.resolve("link"), home.resolve("photos"));

        assertEquals(List.of("2.png", "a/1.png"), read("photos").ids().asList());
        assertEquals(List.of("Passed over: the link " + home.resolve("photos/a/loop") + " to a folder"), notes);
        assertEquals(List.of("2.png", "a/1.png"), read("link").ids().asList());
    }

    @Test
    void namesThatLookTheSameAreRefused() throws Exception {
        image("u\u0308.png", 9);
        image("\u00FC.png", 9);

        var refused = assertThrows(InputException.class, () -> read("photos"));

        assertTrue(refused.getMessage().contains("looks the same"), refused::getMessage);
    }

    @Test
    void refusesFoldersWithoutImages() throws Exception {
        write("notes.txt", new byte[1]);
        write("a.png", new byte[1]);

        refuses("photos", "a.png: is no PNG, JPEG, GIF, BMP or DICOM image, and so with every image");
        refuses("none", "none: cannot be read: no such file or directory");
        refuses("photos/a.png", "a.png: cannot be read: is no folder");
        Files.delete(home.resolve("photos/a.png"));
        refuses("photos", "photos: has no images, expected PNG, JPEG, GIF, BMP or DICOM (.dcm) files below it");
    }

    private void refuses(String folder, String message) {
        var refused = assertThrows(InputException.class, () -> read(folder));
        assertTrue(refused.getMessage().contains(message), refused::getMessage);
    }
}
