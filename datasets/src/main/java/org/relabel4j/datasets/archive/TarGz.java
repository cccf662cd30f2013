package org.relabel4j.datasets.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new GZIPInputStream(new BufferedInputStream(file, BUFFER_BYTES), BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                check(entry);
                String name = Entries.fileName(entry.getName());
                if (entry.isFile() && wanted.contains(name) && !found.containsKey(name)) {
                    found.put(name, Entries.read(name, tar, maxBytes));
                }
            }
            return found;
        } catch (EOFException e) {
            throw new MalformedException("is cut off; download or copy it again");
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedException("is no sound .tar.gz: " + e.getMessage() + "; download or copy it again");
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
