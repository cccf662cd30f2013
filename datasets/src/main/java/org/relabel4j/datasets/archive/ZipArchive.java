package org.relabel4j.datasets.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip archive, read without unpacking it to the disk. Not thread-safe. */
public final class ZipArchive implements AutoCloseable {
    private final ZipFile zip;

    private ZipArchive(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens an archive.
     *
     * @throws MalformedException if it is damaged or holds a path that leads out of it
     * @throws IOException if it cannot be read
     */
    public static ZipArchive open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedException("is no sound zip archive: " + e.getMessage() + "; download or copy it again");
        }
        try {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                Entries.checkName(entry.getName());
            }
            return new ZipArchive(zip);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /**
     * Opens the first file of a name that is wanted; folders are no part of the name.
     *
     * @param maxBytes most that it can have; reading further throws {@link MalformedException}
     * @return the file's content, to be closed; empty if there is none
     */
    public Optional<InputStream> find(Predicate<String> wanted, long maxBytes) throws IOException {
        Optional<? extends ZipEntry> entry = zip.stream()
                .filter(candidate -> !candidate.isDirectory() && wanted.test(Entries.fileName(candidate.getName())))
                .findFirst();
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String tooLong = "the entry \"" + entry.get().getName() + "\" of more than " + maxBytes
                + " bytes, which is more than it can have";
        return Optional.of(new LimitedStream(zip.getInputStream(entry.get()), maxBytes, tooLong));
    }

    /**
     * Reads the first file of a name.
     *
     * @param maxBytes most that it can have
     * @throws MalformedException if there is none, or it is longer
     */
    public byte[] read(String name, int maxBytes) throws IOException {
        try (InputStream stream = find(name::equals, maxBytes)
                .orElseThrow(() -> new MalformedException("holds no file \"" + name + "\""))) {
            return stream.readAllBytes();
        } catch (ZipException e) {
            throw new MalformedException("is damaged in \"" + name + "\": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
