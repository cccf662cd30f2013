package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.relabel4j.labeling.studio.StudioException.Fault;

/**
 * Calls of a Label Studio server, each with a time limit. What fails and may pass is tried again a few times; what may have been done
 * already only if doing it twice does no harm. No redirect is followed: it could carry the token elsewhere. Not thread-safe.
 */
final class StudioHttp {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int TRIES = 5;
    private static final int UNAUTHORIZED = 401;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Access tokens last five minutes. */
    private static final Duration ACCESS_AGE = Duration.ofMinutes(4);

    private final URI base;
    private final StudioToken token;
    private final Patience patience;
    private final HttpClient client;
    private String access;
    private long accessNanos;

    /**
     * How long to wait.
     *
     * @param answer for the whole answer of a small call
     * @param bulk for one whose time grows with the project
     * @param firstPause before the second try; twice as long before each further one
     */
    record Patience(Duration answer, Duration bulk, Duration firstPause) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(60), Duration.ofMinutes(15), Duration.ofSeconds(1));
    }

    /** What a call costs the server. */
    enum Size {
        SMALL,
        BULK
    }

    /** @throws IllegalArgumentException if the address is none */
    StudioHttp(String url, StudioToken token, Patience patience) {
        this.base = address(url);
        this.token = token;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.answer().dividedBy(2))
                .build();
    }

    private static URI address(String url) {
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
                    "--url is no address of a server, expected one such as http://localhost:8080, without user and password");
        }
        return uri;
    }

    /** The server's address. */
    String url() {
        return base.toString();
    }

    /**
     * Makes a call.
     *
     * @param body what to send; missing for nothing
     * @return what was answered; missing if that was nothing
     */
    JsonNode call(String method, String path, JsonNode body, Size size) throws StudioException {
        for (int tries = 1; ; tries++) {
            try {
                return authorized(method, path, body, size == Size.BULK ? patience.bulk() : patience.answer());
            } catch (StudioException e) {
                boolean harmless = e.fault() == Fault.NOT_DONE || e.fault() == Fault.UNKNOWN && !method.equals("POST");
                Duration pause = e.pause().orElse(patience.firstPause().multipliedBy(1L << tries - 1));
                if (!harmless || tries == TRIES || pause.compareTo(LONGEST_WAIT) > 0) {
                    throw tries == 1 ? e : e.afterTries(tries);
                }
                sleep(pause);
            }
        }
    }

    JsonNode get(String path) throws StudioException {
        return call("GET", path, MissingNode.getInstance(), Size.SMALL);
    }

    /** Waits. */
    static void sleep(Duration pause) throws StudioException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StudioException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StudioException("interrupted", Fault.LASTING, Optional.empty(), e);
    }

    private JsonNode authorized(String method, String path, JsonNode body, Duration limit) throws StudioException {
        boolean fresh = renew();
        String key = token.isPersonal() ? "Bearer " + access : "Token " + token.secret();
        HttpResponse<byte[]> response = exchange(method, path, body, Optional.of(key), limit);
        if (response.statusCode() == UNAUTHORIZED && token.isPersonal() && !fresh) {
            access = null;
            return authorized(method, path, body, limit);
        }
        return json(path, response);
    }

    /** Gets an access token if it is needed, and tells whether it was. */
    private boolean renew() throws StudioException {
        if (!token.isPersonal() || access != null && System.nanoTime() - accessNanos < ACCESS_AGE.toNanos()) {
            return false;
        }
        String path = "/api/token/refresh/";
        accessNanos = System.nanoTime();
        JsonNode body = JsonNodeFactory.instance.objectNode().put("refresh", token.secret());
        JsonNode answer = json(path, exchange("POST", path, body, Optional.empty(), patience.answer()));
        if (!answer.path("access").asText().matches("[!-~]+")) {
            throw StudioProblems.lacks(url() + path, "an access token");
        }
        access = answer.path("access").asText();
        return true;
    }

    private HttpResponse<byte[]> exchange(
            String method, String path, JsonNode body, Optional<String> key, Duration limit) throws StudioException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .header("User-Agent", "relabel4j");
        key.ifPresent(value -> request.header("Authorization", value));
        if (body.isMissingNode()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        // The client's own limit ends when the body begins.
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw StudioProblems.late(where(path), limit);
        } catch (ExecutionException e) {
            throw StudioProblems.noAnswer(where(path), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(e);
        }
    }

    private JsonNode json(String path, HttpResponse<byte[]> response) throws StudioException {
        Optional<JsonNode> json = parsed(response.body());
        if (response.statusCode() / 100 != 2) {
            StudioException e = StudioProblems.ofStatus(
                    where(path),
                    response.statusCode(),
                    response.headers(),
                    json.orElse(MissingNode.getInstance()),
                    this::hidden);
            throw new StudioException(hidden(e.getMessage()), e.fault(), e.pause(), null);
        }
        return json.orElseThrow(
                () -> StudioProblems.notJson(where(path), response.headers().firstValue("Content-Type")));
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

    /** A server could send the token back. */
    private String hidden(String message) {
        String text = token.hide(message);
        return access == null ? text : text.replace(access, "***");
    }

    /** The address of a call without its query. */
    private String where(String path) {
        return base + path.replaceFirst("\\?.*", "");
    }
}
