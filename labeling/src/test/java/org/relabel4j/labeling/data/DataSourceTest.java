package org.relabel4j.labeling.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.jobs.Progress;

class DataSourceTest {
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private final Progress progress = new Progress() {
        @Override
        public void update(String stage, long done, long total) {}

        @Override
        public void note(String message) {
            notes.add(message);
        }
    };

    private DataSource source(DataKind kind, String name, String id) {
        return new DataSource(
                kind,
                folder.resolve(name),
                Optional.of(id).filter(given -> !given.isEmpty()),
                List.of(),
                List.of(),
                4,
                folder.resolve("cache"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void image(String name, int colour) throws IOException {
        BufferedImage image = new BufferedImage(6, 5, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 2, colour);
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void readsImages() throws Exception {
        image("photos/b.png", 0xFF0000);
        image("photos/a, \"ä\"/1.png", 0x00FF00);
        write("photos/broken.png", "nothing");

        LoadedData data = source(DataKind.IMAGES, "photos", "").read(progress);

        assertEquals(List.of("a, \"ä\"/1.png", "b.png"), data.ids().asList());
        assertEquals(folder.resolve("photos/b.png"), data.files().get(1));
        assertEquals(4, assertInstanceOf(ImageSet.class, data.examples()).height());
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).contains("broken.png: is no PNG"), notes::toString);
        assertEquals(
                data.digest(),
                source(DataKind.IMAGES, "photos", "").read(progress).digest());
        image("photos/b.png", 0xFFFF00);
        assertNotEquals(
                data.digest(),
                source(DataKind.IMAGES, "photos", "").read(progress).digest());
    }

    @Test
    void readsATableAndMoreOfIt() throws Exception {
        write("t.csv", "name,size,colour\na,1,red\nb,,blue\n");
        write("new.csv", "colour,size,name,weight\nred,2,c,1\nmauve,3,d,2\n");

        LoadedData data = source(DataKind.TABLE, "t.csv", "name").read(progress);
        LoadedData more = source(DataKind.TABLE, "new.csv", "name").readLike(data.examples(), progress);

        assertEquals(List.of("a", "b"), data.ids().asList());
        assertEquals(List.of(), data.files());
        FeatureTable table = (FeatureTable) more.examples();
        assertEquals(((FeatureTable) data.examples()).columns(), table.columns());
        assertEquals(3, table.value(1, 0));
        assertEquals(0, table.value(0, 1));
        assertEquals(2, table.value(1, 1));
        assertEquals(2, notes.size(), notes::toString);
        assertTrue(notes.get(0).contains("passed over") && notes.get(0).contains("\"weight\""), notes::toString);
        assertTrue(
                notes.get(1).contains("column \"colour\" has 1 value")
                        && notes.get(1).contains("mauve"),
                notes::toString);
    }

    @Test
    void theDigestOfATableTellsEveryChange() throws Exception {
        String text = "name,size,colour\na,1,red\nb,,blue\n";
        List<String> digests = new ArrayList<>();
        for (String changed : List.of(
                text,
                text.replace("a,1", "a,2"),
                text.replace("b,,", "b,0,"),
                text.replace("b,", "c,"),
                text.replace("blue", "green"),
                text.replace("size", "length"))) {
            write("t.csv", changed);
            digests.add(source(DataKind.TABLE, "t.csv", "name").read(progress).digest());
        }

        assertEquals(6, digests.stream().distinct().count());
    }

    @Test
    void readsEmbeddingsWithIdsOfAFileOrByNumber() throws Exception {
        NpyFile.write(folder.resolve("e.npy"), 2, new double[] {1, 2, 3, 4, 5, 6}, NpyFile.Precision.FLOAT32);
        Path ids = write("ids.txt", "x\ny\nz\n");

        LoadedData numbered = source(DataKind.EMBEDDINGS, "e.npy", "").read(progress);
        LoadedData named = source(DataKind.EMBEDDINGS, "e.npy", ids.toString()).read(progress);

        assertEquals(List.of("0", "1", "2"), numbered.ids().asList());
        assertEquals(List.of("x", "y", "z"), named.ids().asList());
        assertNotEquals(numbered.digest(), named.digest());
        FeatureMatrix longer = FeatureMatrix.ofRowMajor(0, 3, new float[0]);
        var refused = assertThrows(
                InputException.class,
                () -> source(DataKind.EMBEDDINGS, "e.npy", "").readLike(longer, progress));
        assertTrue(refused.getMessage().contains("has 2 numbers a row, expected 3"), refused::getMessage);
    }

    @Test
    void tellsThatAMappedFileChanged() throws Exception {
        Path file = folder.resolve("e.npy");
        NpyFile.write(file, 2, new double[] {1, 2, 3, 4}, NpyFile.Precision.FLOAT32);
        LoadedData data = source(DataKind.EMBEDDINGS, "e.npy", "").read(progress);
        InternalError cut = new InternalError("a fault in a mapped file");
        Executable fails = () -> data.use(() -> {
            throw cut;
        });
        assertEquals(1, data.use(() -> 1));
        assertSame(cut, assertThrows(InternalError.class, fails));

        NpyFile.write(file, 2, new double[] {1, 2, 3, 4, 5, 6}, NpyFile.Precision.FLOAT32);

        var changed = assertThrows(InputException.class, () -> data.use(() -> 1));
        assertTrue(changed.getMessage().contains("was changed while it was read"), changed::getMessage);
        assertThrows(InputException.class, fails);
    }
}
