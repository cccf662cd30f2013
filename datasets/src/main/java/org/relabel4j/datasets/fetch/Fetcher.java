package org.relabel4j.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.relabel4j.files.OutputLock;
import org.relabel4j.files.OwnFile;
import org.relabel4j.files.Sha256;

/**
 * Downloads files: into {@code NAME.part} beside their place, with length and SHA-256 checked, then renamed, so that a file under
 * its own name is always whole. An interrupted download goes on where it stopped. What has no published checksum must be what it was
 * when it was first fetched. Thread-safe.
 */
public final class Fetcher {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client;
    private final Duration patience;

    /** Downloads with usual time limits: 30 seconds to connect and to wait for an answer. */
    public Fetcher() {
        this(Duration.ofSeconds(30));
    }

    /**
     * @param patience how long to wait for a connection, and for an answer
     */
    Fetcher(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience)
                .build();
    }

    /** How a file came to be in its place, and its checksum. */
    public record Fetched(Path file, String sha256, boolean wasThere) {}

    /**
     * Downloads a file, unless it is there already and has the right checksum.
     *
     * @param folder where to; created if it is not there
     * @throws FetchException if it cannot be had, is not what it should be, or cannot be written; what was downloaded before an
     *     interruption stays for the next attempt
     */
    public Fetched fetch(Source.RemoteFile remote, Path folder, FetchListener listener) throws FetchException {
        Path file = folder.resolve(remote.name());
        Path part = folder.resolve(remote.name() + ".part");
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                String sha256 = Sha256.of(file);
                if (remote.sha256().isEmpty() || remote.sha256().equals(sha256)) {
                    checkUnchanged(remote, file, sha256);
                    return new Fetched(file, sha256, true);
                }
            }
            OutputLock lock = OutputLock.tryAcquire(OutputLock.beside(part))
                    .orElseThrow(() -> new FetchException(part + ": is being downloaded already; wait for it", null));
            try (lock) {
                return new Fetched(file, download(remote, part, file, listener), false);
            }
        } catch (FetchException e) {
            throw e;
        } catch (OwnFile.NotOursException e) {
            throw new FetchException(e.getMessage(), e);
        } catch (IOException e) {
            throw FetchProblems.onDisk(part, e);
        }
    }

    /** Under the lock until the file has its name, or another process could change what this one has checked. */
    private String download(Source.RemoteFile remote, Path part, Path file, FetchListener listener) throws IOException {
        try (FileChannel channel = OwnFile.open(part)) {
            download(remote, channel, listener);
            channel.force(true);
        }
        String sha256 = checked(remote, part);
        checkUnchanged(remote, file, sha256);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return sha256;
    }

    /** Without a published checksum: that it is the one seen first, which is remembered now if this is the first time. */
    private static void checkUnchanged(Source.RemoteFile remote, Path file, String sha256) throws IOException {
        if (!remote.sha256().isEmpty()) {
            return;
        }
        Optional<SeenChecksum> seen = SeenChecksum.of(file);
        if (seen.isEmpty()) {
            SeenChecksum.remember(file, sha256);
        } else if (!seen.get().sha256().equals(sha256)) {
            throw FetchProblems.changed(file, sha256, seen.get());
        }
    }

    private String checked(Source.RemoteFile remote, Path part) throws IOException {
        String sha256 = Sha256.of(part);
        if (!remote.sha256().isEmpty() && !remote.sha256().equals(sha256)) {
            Files.delete(part);
            throw new FetchException(
                    remote.address() + ": what came has SHA-256 " + sha256 + ", expected " + remote.sha256()
                            + "; it was removed: try again, and if it stays so the file was changed or something"
                            + " between changes it",
                    null);
        }
        return sha256;
    }

    private void download(Source.RemoteFile remote, FileChannel part, FetchListener listener) throws IOException {
        // Only a checksum can tell whether two halves of a file belong together.
        long there = remote.sha256().isEmpty() ? 0 : part.size();
        HttpResponse<InputStream> response = get(remote, there);
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
            // Nothing is left to send: all is here, as the checksum will tell, or the file has changed.
            response.body().close();
            if (there == remote.bytes()) {
                return;
            }
            there = 0;
            response = get(remote, 0);
        }
        try (InputStream body = response.body()) {
            FetchProblems.checkStatus(remote, response);
            boolean resumed = response.statusCode() == PARTIAL;
            if (resumed) {
                FetchProblems.checkRange(remote, response, there);
            } else {
                there = 0;
                part.truncate(0);
            }
            long announced =
                    response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long total = announced < 0 ? remote.bytes() : there + announced;
            FetchProblems.checkLength(remote, total);
            try (StallGuard guard = new StallGuard(body, patience)) {
                copy(remote, body, part, there, total, (name, bytes, all) -> {
                    guard.progress();
                    listener.received(name, bytes, all);
                });
            }
        }
    }

    private HttpResponse<InputStream> get(Source.RemoteFile remote, long from) throws FetchException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(remote.address()).timeout(patience).header("User-Agent", "relabel4j");
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw FetchProblems.noAnswer(remote, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(remote.address() + ": interrupted", e);
        }
    }

    private static void copy(
            Source.RemoteFile remote, InputStream body, FileChannel part, long from, long total, FetchListener listener)
            throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        part.position(from);
        long done = from;
        listener.received(remote.name(), done, total);
        while (true) {
            int count;
            try {
                count = body.read(block);
            } catch (IOException e) {
                throw FetchProblems.interrupted(remote, done, total, e);
            }
            if (count < 0) {
                break;
            }
            ByteBuffer buffer = ByteBuffer.wrap(block, 0, count);
            while (buffer.hasRemaining()) {
                part.write(buffer);
            }
            done += count;
            long most = total > 0 ? total : remote.maxBytes();
            if (done > most) {
                throw FetchProblems.tooLong(remote, most);
            }
            listener.received(remote.name(), done, total);
        }
        if (done < total) {
            throw FetchProblems.interrupted(remote, done, total, null);
        }
    }
}
