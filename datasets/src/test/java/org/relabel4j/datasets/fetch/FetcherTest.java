package org.relabel4j.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.files.OutputLock;

/** Against a server on this machine. */
class FetcherTest {
    private static final byte[] CONTENT = new byte[300_000];

    @TempDir
    private Path folder;

    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    /** On a busy machine an answer may take its time. */
    private final Fetcher fetcher = new Fetcher(Duration.ofMinutes(1));

    private ExecutorService threads;
    private HttpServer server;

    /** What the server says it sends of a file, instead of the truth. */
    private volatile String contentRange;

    @BeforeEach
    void startServer() throws IOException {
        new Random(1).nextBytes(CONTENT);
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whole", exchange -> send(exchange, CONTENT.length));
        server.createContext("/half", exchange -> send(exchange, CONTENT.length / 2));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/whole");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/busy", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
        });
        server.createContext("/silent", exchange -> {});
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Announces the whole file (or what is left from a range on) and closes after so many bytes. */
    private void send(HttpExchange exchange, int bytes) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(String.valueOf(range));
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (from >= CONTENT.length) {
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        if (from > 0) {
            String sent = contentRange == null
                    ? "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length
                    : contentRange;
            exchange.getResponseHeaders().set("Content-Range", sent);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(CONTENT, from, Math.max(0, bytes - from));
        }
    }

    private Source.RemoteFile remote(String path, long bytes, String sha256) {
        return new Source.RemoteFile(
                URI.create("http://localhost:" + server.getAddress().getPort() + path),
                "file.bin",
                bytes,
                bytes > 0 ? bytes : 1_000_000,
                sha256);
    }

    private static String checksum() {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(CONTENT));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void downloadsOnceAndChecks() throws Exception {
        List<Long> progress = new ArrayList<>();

        var first = fetcher.fetch(
                remote("/whole", CONTENT.length, checksum()), folder.resolve("a/b"), (name, bytes, total) -> {
                    assertEquals(CONTENT.length, total);
                    progress.add(bytes);
                });
        var again = fetcher.fetch(remote("/whole", CONTENT.length, checksum()), folder.resolve("a/b"), (n, b, t) -> {});

        assertArrayEquals(CONTENT, Files.readAllBytes(first.file()));
        assertFalse(first.wasThere());
        assertTrue(again.wasThere());
        assertEquals(checksum(), again.sha256());
        assertEquals(1, ranges.size());
        assertEquals(0, progress.get(0));
        assertEquals(CONTENT.length, progress.get(progress.size() - 1));
        assertOnly("file.bin", folder.resolve("a/b"));
    }

    @Test
    void followsRedirects() throws Exception {
        var fetched = fetcher.fetch(remote("/moved", 0, ""), folder, (n, b, t) -> {});

        assertArrayEquals(CONTENT, Files.readAllBytes(fetched.file()));
        assertEquals(checksum(), fetched.sha256());
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        refuses(remote("/half", 0, checksum()), "the connection ended after", "run the command again to go on");
        long there = Files.size(folder.resolve("file.bin.part"));
        assertTrue(there > 0 && there <= CONTENT.length / 2, there + " bytes");

        fetcher.fetch(remote("/whole", CONTENT.length, checksum()), folder, (n, b, t) -> {});

        assertEquals(List.of("null", "bytes=" + there + "-"), ranges);
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
        assertOnly("file.bin", folder);
    }

    @Test
    void doesNotJoinHalvesThatNothingCanCheck() throws Exception {
        Files.write(folder.resolve("file.bin.part"), new byte[1000]);

        fetcher.fetch(remote("/whole", 0, ""), folder, (n, b, t) -> {});

        assertEquals(List.of("null"), ranges);
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
    }

    @Test
    void takesAWholePartAsItIs() throws Exception {
        Files.write(folder.resolve("file.bin.part"), CONTENT);

        fetcher.fetch(remote("/whole", CONTENT.length, checksum()), folder, (n, b, t) -> {});

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
    }

    @Test
    void beginsAnewIfThePartIsTooLong() throws Exception {
        Files.write(folder.resolve("file.bin.part"), Arrays.copyOf(CONTENT, CONTENT.length + 5));

        fetcher.fetch(remote("/whole", CONTENT.length, checksum()), folder, (n, b, t) -> {});

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
    }

    @Test
    void refusesAnotherChecksumAndRemovesWhatCame() {
        refuses(remote("/whole", CONTENT.length, "0".repeat(64)), "has SHA-256 " + checksum(), "expected 0000");

        assertOnly("", folder);
    }

    @Test
    void replacesAFileOfAnotherChecksum() throws Exception {
        Files.writeString(folder.resolve("file.bin"), "old");

        assertFalse(fetcher.fetch(remote("/whole", 0, checksum()), folder, (n, b, t) -> {})
                .wasThere());

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
    }

    @Test
    void refusesAnotherLengthBeforeItDownloads() {
        refuses(remote("/whole", 7, checksum()), "has 300000 bytes, expected 7");
    }

    @Test
    void saysWhatTheServerAnswers() {
        refuses(remote("/absent", 0, ""), "the server answers 404, expected 200; the file has moved");
        refuses(remote("/busy", 0, ""), "the server answers 503, expected 200; try again later");
        assertFalse(Files.exists(folder.resolve("file.bin")));
    }

    @Test
    void givesUpWhereNothingComes() {
        Fetcher impatient = new Fetcher(Duration.ofSeconds(2));

        refuses(impatient, remote("/silent", 0, ""), "no answer in time");
        refuses(impatient, remote("/stalls", 0, checksum()), "the connection ended after 1000 of 300000 bytes");
    }

    @Test
    void saysThatThereIsNoNetwork() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        refuses(
                new Source.RemoteFile(URI.create("http://localhost:" + port + "/"), "file.bin", 0, 1, ""),
                "no connection; check the network");
        refuses(
                new Source.RemoteFile(URI.create("http://host.invalid/"), "file.bin", 0, 1, ""),
                "no such host, or no network");
        refuses(
                new Source.RemoteFile(URI.create("http://localhost:" + port + "/"), "net.safetensors", 0, 1, ""),
                "download it elsewhere and name it as the option weights of the model");
    }

    @Test
    void saysThatTheDiskIsFull() {
        String message = FetchProblems.onDisk(Path.of("x.part"), new IOException("No space left on device"))
                .getMessage();

        assertTrue(message.startsWith("x.part: cannot be written: No space left on device; make room"), message);
    }

    @Test
    void followsNoLink() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("precious"), "kept");
        Path part = folder.resolve("file.bin.part");

        Files.createSymbolicLink(part, elsewhere);
        refuses(
                remote("/whole", 0, checksum()),
                "file.bin.part: is a link, expected a file of this program or nothing");
        Files.delete(part);
        Files.createLink(part, elsewhere);
        refuses(remote("/whole", 0, checksum()), "file.bin.part: is a hard link");

        assertEquals("kept", Files.readString(elsewhere));
    }

    @Test
    void oneDownloadsAndOthersWait() throws Exception {
        List<String> refused = new ArrayList<>();

        fetcher.fetch(remote("/whole", 0, checksum()), folder, (name, bytes, total) -> {
            var error = assertThrows(
                    FetchException.class, () -> fetcher.fetch(remote("/whole", 0, ""), folder, (n, b, t) -> {}));
            refused.add(error.getMessage());
        });

        String message = folder.resolve("file.bin.part") + ": is being downloaded already; wait for it";
        assertEquals(List.of(message), refused.stream().distinct().toList());
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("file.bin")));
    }

    /** Nobody gets the lock as long as there is a part. */
    @Test
    void holdsItsLockUntilTheFileHasItsName() throws Exception {
        Path part = folder.resolve("file.bin.part");
        AtomicBoolean ended = new AtomicBoolean();
        Future<Integer> tooEarly = threads.submit(() -> {
            int count = 0;
            while (!ended.get()) {
                Optional<OutputLock> lock =
                        Files.exists(part) ? OutputLock.tryAcquire(OutputLock.beside(part)) : Optional.empty();
                count += lock.isPresent() && Files.exists(part) ? 1 : 0;
                lock.ifPresent(OutputLock::close);
            }
            return count;
        });

        try {
            for (int n = 0; n < 20; n++) {
                fetchUnlessLocked();
                Files.deleteIfExists(folder.resolve("file.bin"));
            }
        } finally {
            ended.set(true);
        }

        assertEquals(0, tooEarly.get());
    }

    /** The other thread may just hold the lock that it got after the last download. */
    private void fetchUnlessLocked() throws Exception {
        try {
            fetcher.fetch(remote("/whole", 0, checksum()), folder, (name, bytes, total) -> {});
        } catch (FetchException e) {
            assertTrue(e.getMessage().contains("is being downloaded already"), e.getMessage());
        }
    }

    @Test
    void joinsNoPartThatItDidNotAskFor() throws IOException {
        byte[] start = Arrays.copyOf(CONTENT, 1000);
        for (String range : List.of(
                "bytes 999-299999/300000",
                "bytes 0-299999/300000",
                "bytes 1000-2000/300000",
                "bytes 1000-300000/300001",
                "bytes 1000-299999",
                "items 1000-299999/300000",
                "bytes 99999999999999999999-1/2")) {
            Files.write(folder.resolve("file.bin.part"), start);
            contentRange = range;

            refuses(
                    remote("/whole", CONTENT.length, checksum()),
                    "sends the part \"" + range + "\", expected bytes 1000");
            assertArrayEquals(start, Files.readAllBytes(folder.resolve("file.bin.part")));
        }
    }

    @Test
    void takesNoMoreThanTheLimit() {
        var limited = new Source.RemoteFile(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/whole"), "file.bin", 0, 299_999, "");

        refuses(limited, "has more than the 299999 bytes expected");
        assertFalse(Files.exists(folder.resolve("file.bin")));
    }

    @Test
    void noticesAChangeOfWhatHasNoPublishedChecksum() throws Exception {
        fetcher.fetch(remote("/whole", 0, ""), folder, (n, b, t) -> {});
        assertEquals(checksum() + "  file.bin\n", Files.readString(folder.resolve("file.bin.sha256")));
        assertTrue(
                fetcher.fetch(remote("/whole", 0, ""), folder, (n, b, t) -> {}).wasThere());

        // The same length, one other byte.
        byte[] whole = CONTENT.clone();
        CONTENT[5]++;
        Files.delete(folder.resolve("file.bin"));
        refuses(remote("/whole", 0, ""), "has SHA-256 " + checksum(), "when it was first fetched; it was changed");
        assertFalse(Files.exists(folder.resolve("file.bin")));

        Files.write(folder.resolve("file.bin"), CONTENT);
        refuses(remote("/whole", 0, ""), "when it was first fetched; it was changed");
        Files.write(folder.resolve("file.bin"), whole);
        assertTrue(
                fetcher.fetch(remote("/whole", 0, ""), folder, (n, b, t) -> {}).wasThere());
    }

    @Test
    void saysThatThereIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        FetchException error = assertThrows(
                FetchException.class,
                () -> fetcher.fetch(remote("/whole", 0, ""), file.resolve("below"), (n, b, t) -> {}));
        assertTrue(error.getMessage().contains("cannot be written"), error.getMessage());
    }

    private void refuses(Source.RemoteFile remote, String... parts) {
        refuses(fetcher, remote, parts);
    }

    private void refuses(Fetcher with, Source.RemoteFile remote, String... parts) {
        FetchException error = assertThrows(FetchException.class, () -> with.fetch(remote, folder, (n, b, t) -> {}));
        for (String part : parts) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    }

    private static void assertOnly(String name, Path folder) {
        try (var files = Files.list(folder)) {
            assertEquals(
                    name,
                    String.join(
                            ",",
                            files.map(file -> file.getFileName().toString()).toList()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
