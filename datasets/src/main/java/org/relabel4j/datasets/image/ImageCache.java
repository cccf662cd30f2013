package org.relabel4j.datasets.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;

/**
 * One file with the images below a folder as they were resized. Its name is a digest of the folder and the settings. Each image has a
 * key, a digest of its file's path, length and time of change: one that is new or was changed is not found, the others are.
 */
final class ImageCache {
    /** Raised whenever the same files would give other bytes. */
    private static final long VERSION = 0x52344A494D473034L;

    private static final int NO_IMAGE = -1;
    private static final int KEY_BYTES = 16;

    private final Path file;
    private final int imageBytes;
    private final List<String> keys;

    /** What was kept of other files, such as those that another list of labels names. */
    private final Map<String, Entry> others = new LinkedHashMap<>();

    /** An image, or else what is the matter with it. */
    private record Entry(byte[] image, String problem) {}

    private ImageCache(Path file, int imageBytes, List<String> keys) {
        this.file = file;
        this.imageBytes = imageBytes;
        this.keys = keys;
    }

    /** @param files at least 1 */
    static ImageCache of(Path folder, ImageLoader loader, List<Path> files) {
        Resizer resizer = loader.resizer();
        List<Path> absolute = files.stream().map(Path::toAbsolutePath).toList();
        Path common = absolute.get(0).getParent();
        for (Path image : absolute) {
            while (!image.startsWith(common)) {
                common = common.getParent();
            }
        }
        String settings = VERSION + " " + resizer.height() + " " + resizer.width() + " "
                + resizer.fit().name() + " " + loader.channels() + " " + loader.maxPixels();
        return new ImageCache(
                folder.resolve(key(settings + "\n" + common) + ".images"),
                resizer.height() * resizer.width() * loader.channels(),
                absolute.stream().map(image -> key(image + state(image))).toList());
    }

    private static String key(String text) {
        return HexFormat.of()
                .formatHex(
                        new Sha256().add(text.getBytes(StandardCharsets.UTF_8)).bytes(), 0, KEY_BYTES);
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

    /** What was kept, in the order of the files; nothing of those of which nothing was kept, or of all if it is damaged. */
    LoadedImages read() {
        LoadedImages loaded = new LoadedImages(new byte[keys.size()][], new String[keys.size()]);
        Map<String, Entry> entries = entries();
        for (int i = 0; i < keys.size(); i++) {
            Entry entry = entries.get(keys.get(i));
            if (entry != null) {
                loaded.images()[i] = entry.image();
                loaded.problems()[i] = entry.problem();
            }
        }
        keys.forEach(entries::remove);
        others.putAll(entries);
        return loaded;
    }

    private Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (CheckedInputStream checked = new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32());
                DataInputStream in = new DataInputStream(checked)) {
            if (in.readLong() != VERSION || !in.readUTF().equals(name())) {
                return new HashMap<>();
            }
            for (int left = in.readInt(); left > 0; left--) {
                String key = HexFormat.of().formatHex(in.readNBytes(KEY_BYTES));
                boolean image = in.readInt() != NO_IMAGE;
                entries.put(key, image ? new Entry(in.readNBytes(imageBytes), null) : new Entry(null, in.readUTF()));
            }
            long sum = checked.getChecksum().getValue();
            return in.readLong() == sum && in.read() < 0 ? entries : new HashMap<>();
        } catch (IOException e) {
            // Not there, or cut off: the images are read from their own files.
            return new HashMap<>();
        }
    }

    /** Keeps images; those of other files too, unless they are more. */
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
        Map<String, Entry> entries = new LinkedHashMap<>(others.size() > keys.size() ? Map.of() : others);
        for (int i = 0; i < keys.size(); i++) {
            entries.put(keys.get(i), new Entry(loaded.images()[i], loaded.problems()[i]));
        }
        AtomicFiles.write(file, stream -> {
            CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeLong(VERSION);
            out.writeUTF(name());
            out.writeInt(entries.size());
            for (Map.Entry<String, Entry> entry : entries.entrySet()) {
                out.write(HexFormat.of().parseHex(entry.getKey()));
                byte[] image = entry.getValue().image();
                out.writeInt(image == null ? NO_IMAGE : imageBytes);
                if (image == null) {
                    out.writeUTF(entry.getValue().problem());
                } else {
                    out.write(image);
                }
            }
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
        });
    }
}
