package org.relabel4j.datasets.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.datasets.archive.MalformedException;
import org.relabel4j.datasets.archive.TarGz;
import org.relabel4j.datasets.format.InputException;

/**
 * The files of CIFAR-10, in either official form, packed or not.
 *
 * @param file the archive, or the test batch in a folder that has all batches
 * @param form which form it is
 */
public record CifarFiles(Path file, Packing form) {
    private static final int NUM_TRAINING_BATCHES = 5;

    /** Twice what a batch has. */
    private static final int MAX_BATCH_BYTES = 64 << 20;

    /** The forms that CIFAR-10 comes in, and the file by which each is found. */
    public enum Packing {
        BINARY_FOLDER("test_batch.bin"),
        BINARY_ARCHIVE("cifar-10-binary.tar.gz"),
        PYTHON_FOLDER("test_batch"),
        PYTHON_ARCHIVE("cifar-10-python.tar.gz");

        private final String fileName;

        Packing(String fileName) {
            this.fileName = fileName;
        }

        /** Name of the file by which the form is found. */
        public String fileName() {
            return fileName;
        }

        private boolean binary() {
            return this == BINARY_FOLDER || this == BINARY_ARCHIVE;
        }

        private boolean packed() {
            return this == BINARY_ARCHIVE || this == PYTHON_ARCHIVE;
        }
    }

    /** The 50,000 training images. */
    public CifarImages training() throws InputException {
        return read(IntStream.rangeClosed(1, NUM_TRAINING_BATCHES).mapToObj(n -> "data_batch_" + n));
    }

    /** The 10,000 test images, in the order that CIFAR-10H refers to. */
    public CifarImages test() throws InputException {
        return read(Stream.of("test_batch"));
    }

    private CifarImages read(Stream<String> batches) throws InputException {
        List<String> names =
                batches.map(name -> form.binary() ? name + ".bin" : name).toList();
        Map<String, byte[]> packed = form.packed() ? unpack(names) : Map.of();
        List<CifarImages> parts = new ArrayList<>();
        for (String name : names) {
            Path place = form.packed() ? file.resolve(name) : file.resolveSibling(name);
            try {
                byte[] bytes = form.packed() ? packed.get(name) : readFile(place);
                parts.add(form.binary() ? CifarBatch.parseBinary(bytes) : CifarBatch.parsePython(bytes));
            } catch (MalformedException e) {
                throw InputException.inFile(place, e.getMessage(), "", "");
            } catch (IOException e) {
                throw InputException.unreadable(place, e);
            }
            if (parts.get(parts.size() - 1).size() != parts.get(0).size()) {
                throw InputException.inFile(
                        place,
                        "has " + parts.get(parts.size() - 1).size() + " images",
                        parts.get(0).size() + " as " + names.get(0),
                        "download or copy it again");
            }
        }
        return CifarImages.concatenated(parts);
    }

    private static byte[] readFile(Path file) throws IOException {
        if (Files.size(file) > MAX_BATCH_BYTES) {
            throw new MalformedException("has " + Files.size(file) + " bytes, which is more than a batch has");
        }
        return Files.readAllBytes(file);
    }

    private Map<String, byte[]> unpack(List<String> names) throws InputException {
        try {
            Map<String, byte[]> found = TarGz.read(file, new LinkedHashSet<>(names), MAX_BATCH_BYTES);
            for (String name : names) {
                if (!found.containsKey(name)) {
                    throw InputException.inFile(file, "holds no " + name, "the archive of CIFAR-10", "");
                }
            }
            return found;
        } catch (MalformedException e) {
            throw InputException.inFile(file, e.getMessage(), "", "");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }
}
