package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.relabel4j.datasets.http.JsonHttp;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.datasets.http.ServerException.Fault;
import org.relabel4j.datasets.http.ServerKind;

/**
 * Calls of a Label Studio server, each with a time limit. What fails and may pass is tried again a few times; what may have been done
 * already only if doing it twice does no harm. Not thread-safe.
 */
final class StudioHttp {
    static final ObjectMapper JSON = JsonHttp.JSON;

    static final ServerKind KIND = new ServerKind("Label Studio", "1.10", "--url", StudioHttp::hint);

    private static final int TRIES = 5;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Access tokens last five minutes. */
    private static final Duration ACCESS_AGE = Duration.ofMinutes(4);

    private final JsonHttp http;
    private final StudioToken token;
    private final Patience patience;
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
        this.token = token;
        this.patience = patience;
        this.http = new JsonHttp(url, KIND, patience.answer().dividedBy(2), this::hidden);
    }

    private static String hint(int status, JsonNode answer) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return "; set " + StudioToken.VARIABLE + " to a token of this server (Account & Settings in Label Studio)";
        }
        if (answer.isMissingNode()) {
            return "; is this the address of Label Studio?";
        }
        return status == NOT_FOUND && answer.path("detail").asText().startsWith("No Project")
                ? "; give the number that the browser's address has after /projects/ as --project"
                : "";
    }

    /** The server's address. */
    String url() {
        return http.url();
    }

    /**
     * Makes a call.
     *
     * @param body what to send; missing for nothing
     * @return what was answered; missing if that was nothing
     */
    JsonNode call(String method, String path, JsonNode body, Size size) throws ServerException {
        for (int tries = 1; ; tries++) {
            try {
                return authorized(method, path, body, size == Size.BULK ? patience.bulk() : patience.answer());
            } catch (ServerException e) {
                boolean harmless = e.fault() == Fault.NOT_DONE || e.fault() == Fault.UNKNOWN && !method.equals("POST");
                Duration pause = e.pause().orElse(patience.firstPause().multipliedBy(1L << tries - 1));
                if (!harmless || tries == TRIES || pause.compareTo(LONGEST_WAIT) > 0) {
                    throw tries == 1 ? e : e.afterTries(tries);
                }
                sleep(pause);
            }
        }
    }

    JsonNode get(String path) throws ServerException {
        return call("GET", path, MissingNode.getInstance(), Size.SMALL);
    }

    /** Waits. */
    static void sleep(Duration pause) throws ServerException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw JsonHttp.interrupted(e);
        }
    }

    private JsonNode authorized(String method, String path, JsonNode body, Duration limit) throws ServerException {
        boolean fresh = renew();
        String key = token.isPersonal() ? "Bearer " + access : "Token " + token.secret();
        HttpResponse<byte[]> response = http.exchange(method, path, JsonHttp.Body.of(body), Optional.of(key), limit);
        if (response.statusCode() == UNAUTHORIZED && token.isPersonal() && !fresh) {
            access = null;
            return authorized(method, path, body, limit);
        }
        return http.json(path, response);
    }

    /** Gets an access token if it is needed, and tells whether it was. */
    private boolean renew() throws ServerException {
        if (!token.isPersonal() || access != null && System.nanoTime() - accessNanos < ACCESS_AGE.toNanos()) {
            return false;
        }
        String path = "/api/token/refresh/";
        accessNanos = System.nanoTime();
        JsonNode body = JsonNodeFactory.instance.objectNode().put("refresh", token.secret());
        JsonNode answer = http.json(
                path, http.exchange("POST", path, JsonHttp.Body.of(body), Optional.empty(), patience.answer()));
        if (!answer.path("access").asText().matches("[!-~]+")) {
            throw KIND.lacks(url() + path, "an access token");
        }
        access = answer.path("access").asText();
        return true;
    }

    /** A server could send the token back. */
    private String hidden(String message) {
        String text = token.hide(message);
        return access == null ? text : text.replace(access, "***");
    }
}
