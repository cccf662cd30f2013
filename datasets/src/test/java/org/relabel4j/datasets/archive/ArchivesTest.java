package org.relabel4j.datasets.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {
    @TempDir
    private Path folder;

    @Test
    void readsWantedFilesOfATar() throws IOException {
        Path tar =
                tarOf(entry("top/", null), entry("top/a.bin", "one"), entry("top/b.bin", "two"), entry("c", "three"));

        var found = TarGz.read(tar, Set.of("b.bin", "c", "d"), 100);

        assertEquals(Set.of("b.bin", "c"), found.keySet());
        assertArrayEquals("two".getBytes(StandardCharsets.UTF_8), found.get("b.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "a/../../evil", "C:\\evil", "\\evil", "a\\..\\..\\b"})
    void refusesPathsThatLeadOut(String name) throws IOException {
        // Slashes at the start are kept only if asked for.
        TarArchiveEntry evil = new TarArchiveEntry(name, true);
        evil.setSize(1);
        Path tar = tarOf(entry("good", "1"), new Content(evil, "1"));
        Path zip = folder.resolve("evil.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.closeEntry();
        }

        refuses("leads out of the archive", () -> TarGz.read(tar, Set.of("good"), 100));
        refuses("leads out of the archive", () -> ZipArchive.open(zip).close());
    }

    @Test
    void refusesLinksAndSpecialFiles() throws IOException {
        for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO}) {
            TarArchiveEntry link = new TarArchiveEntry("a.bin", kind);
            link.setLinkName("/etc/passwd");
            Path tar = tarOf(new Content(link, null));

            refuses("expected files only", () -> TarGz.read(tar, Set.of("a.bin"), 100));
        }
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        Path tar = tarOf(entry("a.bin", "four"));

        refuses("more than 3 bytes", () -> TarGz.read(tar, Set.of("a.bin"), 3));
        assertEquals(4, TarGz.read(tar, Set.of("a.bin"), 4).get("a.bin").length);
    }

    /** A few megabytes of archive unpack to gigabytes, in an entry, or of zeros behind the last one. */
    @Test
    void refusesContentWithoutEnd() throws IOException {
        Path tar = folder.resolve("zeros.tar.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(tar))) {
            byte[] zeros = new byte[1 << 20];
            for (int n = 0; n <= 1024; n++) {
                out.write(zeros);
            }
        }

        refuses("more than 1073741824 bytes", () -> TarGz.read(tar, Set.of("a.bin"), 100));
    }

    @Test
    void unpacksGzipButNoBombs() throws IOException {
        byte[] text = "task,annotator,label\n".repeat(100).getBytes(StandardCharsets.UTF_8);

        assertArrayEquals(text, Gunzip.of(gzip(text), 1_000_000).readAllBytes());
        assertArrayEquals(text, Gunzip.of(gzip(text), 10).readAllBytes());
        // Zeros pack to about a thousandth; up to the free length they may.
        assertEquals(1_000_000, Gunzip.of(gzip(new byte[1_000_000]), 1_000_000).readAllBytes().length);
        refuses(
                "no honest file does",
                () -> Gunzip.of(gzip(new byte[1_000_001]), 1_000_000).readAllBytes());
        byte[] cut = Arrays.copyOf(gzip(text).readAllBytes(), 20);
        assertThrows(
                java.io.EOFException.class,
                () -> Gunzip.of(new java.io.ByteArrayInputStream(cut)).readAllBytes());
    }

    private static java.io.InputStream gzip(byte[] content) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(packed)) {
            out.write(content);
        }
        return new java.io.ByteArrayInputStream(packed.toByteArray());
    }

    @Test
    void refusesAZipEntryThatIsLongerThanItCanBe() throws IOException {
        Path zip = folder.resolve("rows.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("rows.csv"));
            out.write(new byte[1001]);
            out.closeEntry();
        }

        try (ZipArchive archive = ZipArchive.open(zip)) {
            refuses(
                    "more than 1000 bytes",
                    () -> archive.find("rows.csv"::equals, 1000).orElseThrow().readAllBytes());
            assertEquals(
                    1001, archive.find("rows.csv"::equals, 1001).orElseThrow().readAllBytes().length);
        }
    }

    /** The reader keeps names in memory, and a kilobyte of archive unpacks to a megabyte of name. */
    @Test
    void refusesNamesThatWouldFillTheMemory() throws IOException {
        TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        name.setSize(2 << 20);
        Path tar = tarOf(new Content(name, "a".repeat(2 << 20)), entry("a.bin", "one"));

        refuses("a name of more than 1048576 bytes", () -> TarGz.read(tar, Set.of("a.bin"), 100));
    }

    /** The last eight bytes are the checksum and the length of what was packed. */
    @Test
    void refusesWhatDoesNotAgreeWithItsChecksum() throws IOException {
        byte[] whole = Files.readAllBytes(tarOf(entry("a.bin", "one")));
        for (int last = 1; last <= 8; last++) {
            byte[] damaged = whole.clone();
            damaged[damaged.length - last] ^= 1;
            Path tar = Files.write(folder.resolve("damaged.tar.gz"), damaged);

            refuses("is no sound .tar.gz", () -> TarGz.read(tar, Set.of("a.bin"), 100));
        }
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        Path tar = tarOf(entry("a.bin", "content".repeat(500)));
        byte[] whole = Files.readAllBytes(tar);

        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.tar.gz"), Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> TarGz.read(cut, Set.of("a.bin"), 10_000), "after " + length);
        }
        Path noArchive = Files.writeString(folder.resolve("text.tar.gz"), "not a tar");
        refuses("is no sound .tar.gz", () -> TarGz.read(noArchive, Set.of(), 1));
    }

    @Test
    void readsFilesOfAZip() throws IOException {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("archive/data.pkl"));
            out.write("four".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        try (ZipArchive archive = ZipArchive.open(zip)) {
            assertEquals(4, archive.read("data.pkl", 4).length);
            refuses("more than 3 bytes", () -> archive.read("data.pkl", 3));
            refuses("holds no file \"other\"", () -> archive.read("other", 3));
        }
        Path noArchive = Files.writeString(folder.resolve("text.zip"), "not a zip");
        refuses("is no sound zip archive", () -> ZipArchive.open(noArchive).close());
    }

    private static void refuses(String reason, org.junit.jupiter.api.function.Executable reading) {
        var error = assertThrows(MalformedException.class, reading);
        assertTrue(error.getMessage().contains(reason), error.getMessage());
    }

    private record Content(TarArchiveEntry entry, String text) {}

    private static Content entry(String name, String text) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(text == null ? 0 : text.length());
        return new Content(entry, text);
    }

    private Path tarOf(Content... contents) throws IOException {
        Path file = folder.resolve("a.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new java.util.zip.GZIPOutputStream(Files.newOutputStream(file)))) {
            for (Content content : contents) {
                tar.putArchiveEntry(content.entry());
                if (content.text() != null) {
                    tar.write(content.text().getBytes(StandardCharsets.UTF_8));
                }
                tar.closeArchiveEntry();
            }
        }
        return file;
    }
}
