package org.relabel4j.datasets.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.relabel4j.datasets.http.ServerException.Fault;

/**
 * Single calls of a server. No redirect is followed: it could carry a token elsewhere. What a server says is shown without secrets.
 * Thread-safe.
 */
public final class JsonHttp {
    /** Reads and writes what is called with. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final ServerProblems problems;
    private final UnaryOperator<String> hidden;
    private final HttpClient client;

    /**
     * What is sent.
     *
     * @param type its type; empty for nothing
     */
    public record Body(Optional<String> type, HttpRequest.BodyPublisher bytes) {
        /** JSON; nothing if it is missing. */
        public static Body of(JsonNode json) {
            return json.isMissingNode()
                    ? new Body(Optional.empty(), HttpRequest.BodyPublishers.noBody())
                    : new Body(Optional.of("application/json"), HttpRequest.BodyPublishers.ofString(json.toString()));
        }

        /** A file as it is. */
        public static Body of(Path file) throws FileNotFoundException {
            return new Body(Optional.of("application/octet-stream"), HttpRequest.BodyPublishers.ofFile(file));
        }
    }

    /**
     * @param url address of the server
     * @param connecting how long a connection may take
     * @param hidden takes secrets out of a text
     * @throws IllegalArgumentException if the address is none; the message does not show it
     */
    public JsonHttp(String url, ServerKind kind, Duration connecting, UnaryOperator<String> hidden) {
        this.base = address(url, kind);
        this.problems = new ServerProblems(kind);
        this.hidden = hidden;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connecting)
                .build();
    }

    private static URI address(String url, ServerKind kind) {
        URI uri;
        try {
            uri = URI.create(url.strip().replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            uri = URI.create("");
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    kind.address()
                            + " is no address of a server, expected one such as http://localhost:8080, without user and password");
        }
        return uri;
    }

    /** The server's address. */
    public String url() {
        return base.toString();
    }

    /**
     * Makes a call.
     *
     * @param authorization the header of that name
     * @param limit for the whole answer
     * @return the answer, whatever its status is
     */
    public HttpResponse<byte[]> exchange(
            String method, String path, Body body, Optional<String> authorization, Duration limit)
            throws ServerException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("User-Agent", "relabel4j")
                .method(method, body.bytes());
        authorization.ifPresent(value -> request.header("Authorization", value));
        body.type().ifPresent(type -> request.header("Content-Type", type));
        // The client's own limit ends when the body begins.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw problems.late(where(path), limit);
        } catch (ExecutionException e) {
            throw problems.noAnswer(where(path), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(e);
        }
    }

    /** The failure that an interruption is. */
    public static ServerException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ServerException("interrupted", Fault.LASTING, Optional.empty(), e);
    }

    /**
     * What was answered; missing if that was nothing.
     *
     * @throws ServerException if the status is no success, or the answer is no JSON
     */
    public JsonNode json(String path, HttpResponse<byte[]> response) throws ServerException {
        Optional<JsonNode> json = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            ServerException e = problems.ofStatus(
                    where(path),
                    response.statusCode(),
                    response.headers(),
                    json.orElse(MissingNode.getInstance()),
                    hidden);
            throw new ServerException(hidden.apply(e.getMessage()), e.fault(), e.pause(), null);
        }
        return json.orElseThrow(
                () -> problems.notJson(where(path), response.headers().firstValue("Content-Type")));
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.of(body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The address of a call without its query. */
    private String where(String path) {
        return base + path.replaceFirst("\\?.*", "");
    }
}
