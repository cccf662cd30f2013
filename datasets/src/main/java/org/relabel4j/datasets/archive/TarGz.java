package org.relabel4j.datasets.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads files out of a {@code .tar.gz}, without unpacking it to the disk. */
public final class TarGz {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Far more than a path needs. The reader would keep a name of any length in memory. */
    private static final long MAX_HEADER_BYTES = 1 << 20;

    /** Over five times what CIFAR-10 has. Zeros without end would pack into little. */
    private static final long MAX_CONTENT_BYTES = 1L << 30;

    private TarGz() {}

    /**
     * Reads some files of an archive.
     *
     * @param wanted their names, without folders; the first of a name counts
     * @param maxBytes most that one of them can have
     * @return the content of those that are there, by name
     * @throws MalformedException if the archive is damaged, or holds a link, a special file or a path that leads out of it
     * @throws IOException if it cannot be read
     */
    public static Map<String, byte[]> read(Path archive, Set<String> wanted, int maxBytes) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (InputStream file = Files.newInputStream(archive);
                LimitedStream content = new LimitedStream(
                        new GZIPInputStream(new BufferedInputStream(file, BUFFER_BYTES), BUFFER_BYTES),
                        MAX_CONTENT_BYTES,
                        "more than " + MAX_CONTENT_BYTES + " bytes, which is more than a data set has");
                TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = next(tar, content); entry != null; entry = next(tar, content)) {
                check(entry);
                String name = Entries.fileName(entry.getName());
                if (entry.isFile() && wanted.contains(name) && !found.containsKey(name)) {
                    found.put(name, Entries.read(name, tar, maxBytes));
                }
                tar.transferTo(OutputStream.nullOutputStream());
            }
            // To the end, where the checksum is.
            content.transferTo(OutputStream.nullOutputStream());
            return found;
        } catch (EOFException e) {
            throw new MalformedException("is cut off; download or copy it again");
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedException("is no sound .tar.gz: " + e.getMessage() + "; download or copy it again");
        }
    }

    /** The next entry; the current one has been read to its end. */
    private static TarArchiveEntry next(TarArchiveInputStream tar, LimitedStream content) throws IOException {
        content.limitNext(MAX_HEADER_BYTES, "an entry with a name of more than " + MAX_HEADER_BYTES + " bytes");
        TarArchiveEntry entry = tar.getNextEntry();
        content.endLimit();
        return entry;
    }

    private static void check(TarArchiveEntry entry) throws MalformedException {
        Entries.checkName(entry.getName());
        if (entry.isLink() || entry.isSymbolicLink()) {
            throw new MalformedException("holds \"" + entry.getName() + "\", a link to \"" + entry.getLinkName()
                    + "\", expected files only");
        }
        if (entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
            throw new MalformedException("holds \"" + entry.getName() + "\", a special file, expected files only");
        }
    }
}
