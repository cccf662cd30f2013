package org.relabel4j.datasets.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;

/**
 * One file with all of a data set's images as they were resized. Its name is a digest of all that determines the content: each
 * file's path, length and time of change, and the settings; so another state of the files has another cache.
 */
record ImageCache(Path file, int imageBytes) {
    /** Raised whenever the same files would give other bytes. */
    private static final long VERSION = 0x52344A494D473032L;

    private static final int NO_IMAGE = -1;

    static ImageCache of(Path folder, ImageLoader loader, List<Path> files) {
        Resizer resizer = loader.resizer();
        Sha256 digest = new Sha256()
                .add(line(VERSION + " " + resizer.height() + " " + resizer.width() + " "
                        + resizer.fit().name() + " " + loader.channels() + " " + loader.maxPixels()));
        for (Path image : files) {
            digest.add(line(image.toAbsolutePath() + state(image)));
        }
        String name = HexFormat.of().formatHex(digest.bytes(), 0, 16) + ".images";
        return new ImageCache(folder.resolve(name), resizer.height() * resizer.width() * loader.channels());
    }

    /** In the file too, so that one of another name is not taken. */
    private String name() {
        return file.getFileName().toString();
    }

    private static String state(Path image) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(image, BasicFileAttributes.class);
            return "\0" + attributes.size() + "\0"
                    + attributes.lastModifiedTime().toMillis();
        } catch (IOException e) {
            return "\0unreadable";
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What was kept; empty if there is nothing, or it is damaged. */
    Optional<LoadedImages> read(int numImages) {
        LoadedImages loaded = new LoadedImages(new byte[numImages][], new String[numImages]);
        try (CheckedInputStream checked = new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32());
                DataInputStream in = new DataInputStream(checked)) {
            if (in.readLong() != VERSION || !in.readUTF().equals(name())) {
                return Optional.empty();
            }
            for (int i = 0; i < numImages; i++) {
                if (in.readInt() == NO_IMAGE) {
                    loaded.problems()[i] = in.readUTF();
                } else {
                    loaded.images()[i] = in.readNBytes(imageBytes);
                }
            }
            long sum = checked.getChecksum().getValue();
            return in.readLong() == sum && in.read() < 0 ? Optional.of(loaded) : Optional.empty();
        } catch (IOException e) {
            // Not there, or cut off: the images are read from their own files.
            return Optional.empty();
        }
    }

    void write(LoadedImages loaded) throws InputException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw InputException.inFile(
                    file.toAbsolutePath().getParent(),
                    "cannot be made, to keep images in: " + e.getMessage(),
                    "",
                    "set RELABEL4J_HOME to a folder that can be written to, or keep none with cache=false");
        }
        AtomicFiles.write(file, stream -> {
            CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeLong(VERSION);
            out.writeUTF(name());
            for (int i = 0; i < loaded.images().length; i++) {
                if (loaded.images()[i] == null) {
                    out.writeInt(NO_IMAGE);
                    out.writeUTF(loaded.problems()[i]);
                } else {
                    out.writeInt(imageBytes);
                    out.write(loaded.images()[i]);
                }
            }
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
        });
    }
}
