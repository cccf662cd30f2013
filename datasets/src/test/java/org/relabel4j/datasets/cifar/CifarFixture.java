package org.relabel4j.datasets.cifar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.relabel4j.datasets.archive.Pickled;

/**
 * Tiny copies of CIFAR-10, in each official form: image i of a batch has the class (i + batch) % 10, and every value tells its
 * place. Batches 1 to 5 are the training batches, 0 the test batch.
 */
public final class CifarFixture {
    private CifarFixture() {}

    /** Class of an image. */
    public static int label(int batch, int image) {
        return (image + batch) % 10;
    }

    /** Value of an image at a channel and pixel (row × 32 + column). */
    public static byte value(int batch, int image, int channel, int pixel) {
        return (byte) (batch * 31 + image * 17 + channel * 100 + pixel * 3);
    }

    /** Classes of the images of all training batches. */
    public static int[] trainingLabels(int imagesABatch) {
        int[] labels = new int[5 * imagesABatch];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = label(1 + n / imagesABatch, n % imagesABatch);
        }
        return labels;
    }

    /** Classes of the images of the test batch. */
    public static int[] testLabels(int images) {
        int[] labels = new int[images];
        for (int n = 0; n < images; n++) {
            labels[n] = label(0, n);
        }
        return labels;
    }

    /** Writes one form into a folder. */
    public static void write(Path folder, CifarFiles.Packing form, int imagesABatch) {
        boolean binary = form.name().startsWith("BINARY");
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int batch = 0; batch <= 5; batch++) {
            String name = batch == 0 ? "test_batch" : "data_batch_" + batch;
            files.put(
                    binary ? name + ".bin" : name, binary ? binary(batch, imagesABatch) : python(batch, imagesABatch));
        }
        try {
            String inner = binary ? "cifar-10-batches-bin" : "cifar-10-batches-py";
            if (form.fileName().endsWith(".gz")) {
                pack(folder.resolve(form.fileName()), inner, files);
                return;
            }
            Path unpacked = Files.createDirectories(folder.resolve(inner));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(unpacked.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path archive, String inner, Map<String, byte[]> files) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(inner + "/" + file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    static byte[] binary(int batch, int images) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < images; i++) {
            out.write(label(batch, i));
            out.writeBytes(planes(batch, i));
        }
        return out.toByteArray();
    }

    private static byte[] planes(int batch, int image) {
        byte[] planes = new byte[3072];
        for (int n = 0; n < planes.length; n++) {
            planes[n] = value(batch, image, n / 1024, n % 1024);
        }
        return planes;
    }

    private static byte[] python(int batch, int images) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            data.writeBytes(planes(batch, i));
            labels.add(label(batch, i));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("batch_label", "batch " + batch);
        content.put("labels", labels);
        content.put("data", new Pickled.Array("u1", new int[] {images, 3072}, data.toByteArray()));
        content.put("filenames", List.of("a.png"));
        return Pickled.dictionary(true, content);
    }
}
