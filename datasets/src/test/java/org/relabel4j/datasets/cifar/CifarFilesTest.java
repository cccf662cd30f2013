package org.relabel4j.datasets.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.relabel4j.datasets.archive.Pickled;
import org.relabel4j.datasets.format.InputException;

class CifarFilesTest {
    @TempDir
    private Path folder;

    private CifarFiles files(CifarFiles.Packing form) throws Exception {
        try (var found = Files.walk(folder)) {
            return new CifarFiles(
                    found.filter(file -> file.endsWith(form.fileName()))
                            .findFirst()
                            .orElseThrow(),
                    form);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsEachForm(CifarFiles.Packing form) throws Exception {
        CifarFixture.write(folder, form, 12);

        CifarImages training = files(form).training();
        CifarImages test = files(form).test();

        assertArrayEquals(CifarFixture.trainingLabels(12), training.labels());
        assertArrayEquals(CifarFixture.testLabels(12), test.labels());
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel : new int[] {0, 1, 31, 32, 1023}) {
                assertEquals(CifarFixture.value(2, 5, channel, pixel), training.images()[17][pixel * 3 + channel]);
                assertEquals(CifarFixture.value(0, 11, channel, pixel), test.images()[11][pixel * 3 + channel]);
            }
        }
    }

    @Test
    void refusesBatchesThatAreCutOff() throws Exception {
        CifarFixture.write(folder, CifarFiles.Packing.BINARY_FOLDER, 3);
        CifarFiles files = files(CifarFiles.Packing.BINARY_FOLDER);
        byte[] whole = CifarFixture.binary(3, 3);

        Files.write(files.file().resolveSibling("data_batch_3.bin"), Arrays.copyOf(whole, whole.length - 1));
        refuses("has 9218 bytes, expected a multiple of 3073", files::training);
        Files.write(files.file().resolveSibling("data_batch_3.bin"), Arrays.copyOf(whole, 2 * 3073));
        refuses("data_batch_3.bin: has 2 images, expected 3 as data_batch_1.bin", files::training);
        Files.write(files.file().resolveSibling("data_batch_3.bin"), new byte[0]);
        refuses("has 0 bytes", files::training);
        Files.delete(files.file().resolveSibling("data_batch_3.bin"));
        refuses("data_batch_3.bin: cannot be read: no such file", files::training);
    }

    @Test
    void refusesOtherLabels() throws Exception {
        CifarFixture.write(folder, CifarFiles.Packing.BINARY_FOLDER, 3);
        CifarFiles files = files(CifarFiles.Packing.BINARY_FOLDER);
        byte[] bytes = CifarFixture.binary(0, 3);
        bytes[3073] = 10;
        Files.write(files.file(), bytes);

        refuses("has the label 10 at image 1, expected 0 to 9; is it CIFAR-100?", files::test);
    }

    @Test
    void refusesOtherPickles() throws Exception {
        CifarFixture.write(folder, CifarFiles.Packing.PYTHON_FOLDER, 3);
        CifarFiles files = files(CifarFiles.Packing.PYTHON_FOLDER);

        Files.write(files.file(), Pickled.dictionary(true, Map.of("data", "none")));
        refuses("is no batch of CIFAR-10", files::test);
        Pickled.Array narrow = new Pickled.Array("u1", new int[] {2, 2}, new byte[4]);
        Files.write(files.file(), Pickled.dictionary(true, Map.of("data", narrow, "labels", java.util.List.of(1, 2))));
        refuses("expected uint8 of shape [labels, 3072]", files::test);
        Files.writeString(files.file(), "\u0002cos\nsystem\n.");
        refuses("test_batch: is no pickle", files::test);
    }

    @Test
    void refusesAnArchiveWithoutTheBatch() throws Exception {
        CifarFixture.write(folder, CifarFiles.Packing.PYTHON_ARCHIVE, 2);
        Path renamed = Files.move(folder.resolve("cifar-10-python.tar.gz"), folder.resolve("cifar-10-binary.tar.gz"));

        refuses(
                "holds no test_batch.bin, expected the archive of CIFAR-10",
                () -> new CifarFiles(renamed, CifarFiles.Packing.BINARY_ARCHIVE).test());
    }

    private static void refuses(String message, Executable reading) {
        InputException error = assertThrows(InputException.class, reading);
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
