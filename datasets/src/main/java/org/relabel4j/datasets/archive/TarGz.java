package org.relabel4j.datasets.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
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
                Limited content =
                        new Limited(new GZIPInputStream(new BufferedInputStream(file, BUFFER_BYTES), BUFFER_BYTES));
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
    private static TarArchiveEntry next(TarArchiveInputStream tar, Limited content) throws IOException {
        content.left = MAX_HEADER_BYTES;
        TarArchiveEntry entry = tar.getNextEntry();
        content.left = Long.MAX_VALUE;
        return entry;
    }

    /** A stream of which only so much can be read. */
    private static final class Limited extends FilterInputStream {
        private long left = Long.MAX_VALUE;

        Limited(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            take(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            take(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long count = super.skip(bytes);
            take(count);
            return count;
        }

        private void take(long bytes) throws MalformedException {
            left -= bytes;
            if (left < 0) {
                throw new MalformedException(
                        "holds an entry with a name of more than " + MAX_HEADER_BYTES + " bytes; do not use it");
            }
        }
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
