package org.relabel4j.datasets.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens NumPy's {@code .npy}, and of a {@code .npz} the array that is wanted. */
final class NumpyFiles {
    private static final List<String> USUAL_NAMES = List.of("pred_probs", "embeddings", "arr_0");
    private static final String SUFFIX = ".npy";

    private NumpyFiles() {}

    /** Whether a file begins as one of the two does, or is called so. */
    static boolean isOne(Path file) throws InputException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(SUFFIX) || name.endsWith(".npz") || !Files.isRegularFile(file)) {
            return name.endsWith(SUFFIX) || name.endsWith(".npz");
        }
        byte[] start = start(file);
        return NpyHeader.hasMagic(start) || isZip(start) && hasArrays(file);
    }

    private static byte[] start(Path file) throws InputException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(6);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static boolean hasArrays(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return !arrays(zip).isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            // No sound archive: whoever reads it as text says what it is.
            return false;
        }
    }

    private static List<String> arrays(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(SUFFIX))
                .toList();
    }

    /**
     * Opens a file of numbers.
     *
     * @throws InputException if it is neither of the two, holds none or several arrays of which none has a usual name, or
     *     {@link MappedProbabilities#open} refuses the array
     */
    static MappedProbabilities open(Path file) throws InputException {
        if (!Files.isRegularFile(file) || !isZip(start(file))) {
            return MappedProbabilities.open(file);
        }
        FileStamp stamp = FileStamp.of(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(chosen(file, arrays(zip)));
            return unpacked(file, zip, entry);
        } catch (ZipException | IllegalArgumentException e) {
            stamp.checkUnchanged();
            throw InputException.inFile(file, "is no sound .npz archive: " + e.getMessage(), "", "copy it again");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static String chosen(Path file, List<String> arrays) throws InputException {
        if (arrays.size() == 1) {
            return arrays.get(0);
        }
        Optional<String> usual = USUAL_NAMES.stream()
                .map(name -> name + SUFFIX)
                .filter(arrays::contains)
                .findFirst();
        if (usual.isEmpty()) {
            throw InputException.inFile(
                    file,
                    arrays.isEmpty()
                            ? "holds no array"
                            : "holds " + arrays.size() + " arrays, "
                                    + String.join(
                                            ", ",
                                            arrays.stream()
                                                    .limit(10)
                                                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                                                    .toList()),
                    "one, or one of them called pred_probs",
                    "save the array alone, with numpy.save");
        }
        return usual.get();
    }

    /** The values go to a temporary file, of no more bytes than the array's header says, and are mapped from there. */
    private static MappedProbabilities unpacked(Path file, ZipFile zip, ZipEntry entry)
            throws IOException, InputException {
        try (InputStream stream = zip.getInputStream(entry);
                FileChannel temporary = RowStore.unnamedFile()) {
            NpyHeader header = NpyHeader.read(file, stream, entry.getSize());
            header.checkNotEmpty(file);
            long wanted = entry.getSize() - header.dataOffset();
            if (copy(stream, Channels.newOutputStream(temporary), wanted) != wanted) {
                throw new ZipException("an array is cut off");
            }
            return MappedProbabilities.ofTemporary(temporary, header);
        }
    }

    private static long copy(InputStream from, OutputStream to, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        int read = 0;
        while (copied < most && (read = from.read(buffer, 0, (int) Math.min(buffer.length, most - copied))) >= 0) {
            to.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }
}
