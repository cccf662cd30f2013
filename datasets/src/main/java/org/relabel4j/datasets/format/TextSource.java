package org.relabel4j.datasets.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.relabel4j.datasets.archive.Gunzip;

/**
 * A file of text that is being read, once and from its beginning to its end, so that it may be a pipe: UTF-8, or UTF-16, packed
 * by gzip or not; the content tells. What is known to be no text is refused by its name.
 *
 * @param file the file, for messages
 * @param start the first characters, some ten thousand of them unless it has fewer; what is no text in the encoding is replaced
 */
record TextSource(Path file, InputStream stream, Charset charset, String start) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** What files of other kinds begin with (ISO-8859-1), what they are, and what to do about them. */
    private static final Map<String, String[]> OTHER_KINDS = otherKinds();

    /** What is done with an open file. */
    @FunctionalInterface
    interface Use {
        void read(TextSource text) throws IOException, InputException;
    }

    /**
     * Opens a file, lets it be read, and closes it.
     *
     * @throws InputException if it cannot be read, is no text, the use has a problem with it, or it changes meanwhile
     */
    static void use(Path file, Use use) throws InputException {
        FileStamp stamp = FileStamp.of(file);
        try (InputStream stream = stamp.open()) {
            use(file, stream, use);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        } catch (InputException e) {
            // Half a file is often no good text; then say why.
            stamp.checkUnchanged();
            throw e;
        }
        stamp.checkUnchanged();
    }

    /**
     * As {@link #use(Path, Use)}, for a stream such as that of a file in an archive.
     *
     * @param file what to call it in messages
     */
    static void use(Path file, InputStream source, Use use) throws InputException {
        try (InputStream stream = unpacked(new BufferedInputStream(source, BUFFER_BYTES))) {
            use.read(open(file, stream));
        } catch (EOFException | ZipException e) {
            throw InputException.inFile(file, "is packed by gzip, but cut off or damaged", "", "copy it again");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static InputStream unpacked(BufferedInputStream stream) throws IOException {
        byte[] magic = peek(stream, 2);
        boolean gzip = magic.length == 2 && magic[0] == 0x1F && (magic[1] & 0xFF) == 0x8B;
        return gzip ? new BufferedInputStream(Gunzip.of(stream), BUFFER_BYTES) : stream;
    }

    private static byte[] peek(InputStream stream, int length) throws IOException {
        stream.mark(length);
        byte[] bytes = stream.readNBytes(length);
        stream.reset();
        return bytes;
    }

    private static TextSource open(Path file, InputStream stream) throws IOException, InputException {
        byte[] bytes = peek(stream, BUFFER_BYTES);
        String raw = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        Optional<String[]> kind = OTHER_KINDS.entrySet().stream()
                .filter(entry -> raw.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (kind.isPresent()) {
            throw InputException.inFile(file, "is " + kind.get()[0], "a CSV file", kind.get()[1]);
        }
        Charset charset = charset(raw);
        int mark = raw.startsWith("\u00EF\u00BB\u00BF")
                ? 3
                : raw.startsWith("\u00FE\u00FF") || raw.startsWith("\u00FF\u00FE") ? 2 : 0;
        stream.skipNBytes(mark);
        String start = new String(bytes, mark, bytes.length - mark, charset);
        if (start.indexOf('\0') >= 0) {
            throw InputException.inFile(file, "is no text: it has zero bytes", "a CSV file", "");
        }
        return new TextSource(file, stream, charset, start);
    }

    /** UTF-16 without a mark has a zero in every second byte of what is mostly ASCII. */
    private static Charset charset(String start) {
        boolean long4 = start.length() >= 4;
        if (start.startsWith("\u00FE\u00FF") || long4 && start.charAt(0) == 0 && start.charAt(2) == 0) {
            return StandardCharsets.UTF_16BE;
        }
        if (start.startsWith("\u00FF\u00FE") || long4 && start.charAt(1) == 0 && start.charAt(3) == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    /** All characters, to be read once. Throws {@link java.nio.charset.CharacterCodingException} for what is no text. */
    Reader reader() {
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Map<String, String[]> otherKinds() {
        String export = "export it as CSV";
        Map<String, String[]> kinds = new LinkedHashMap<>();
        kinds.put("PK\3\4", new String[] {"a zip archive or a spreadsheet", "unpack it, or export it as CSV"});
        kinds.put("PAR1", new String[] {"Parquet", "write it as CSV, in pandas: to_csv(..., index=False)"});
        kinds.put("ARROW1", new String[] {"Arrow or Feather", "write it as CSV, in pandas: to_csv(..., index=False)"});
        kinds.put("FEA1", kinds.get("ARROW1"));
        kinds.put("\u0089HDF", new String[] {"HDF5", export});
        kinds.put("\u0093NUMPY", new String[] {"a .npy array", "give it as --pred-probs or --embeddings"});
        kinds.put("\u00D0\u00CF\u0011\u00E0", new String[] {"an old Excel file", export});
        kinds.put("SQLite format 3", new String[] {"an SQLite database", export});
        kinds.put("RDX", new String[] {"an R data file", "write it as CSV, in R: write.csv(..., row.names = FALSE)"});
        kinds.put("%PDF", new String[] {"a PDF", "export the table as CSV"});
        kinds.put("BZh", new String[] {"packed by bzip2", "unpack it, or use gzip"});
        kinds.put("\u00FD7zXZ", new String[] {"packed by xz", "unpack it, or use gzip"});
        kinds.put("\u0028\u00B5\u002F\u00FD", new String[] {"packed by Zstandard", "unpack it, or use gzip"});
        for (char protocol = 2; protocol <= 5; protocol++) {
            kinds.put("\u0080" + protocol, new String[] {"a Python pickle", "write it as CSV, in pandas: to_csv(...)"});
        }
        return kinds;
    }
}
