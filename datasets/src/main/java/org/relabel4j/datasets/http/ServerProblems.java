package org.relabel4j.datasets.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.relabel4j.datasets.http.ServerException.Fault;

/**
 * Says in one line what went wrong with a call, and how to go on.
 *
 * @param kind whom it was made to
 */
record ServerProblems(ServerKind kind) {
    private static final int LONGEST_DETAIL = 300;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;
    private static final int MOST_DIGITS = 6;

    /**
     * An answer that is no success.
     *
     * @param where address of the call
     * @param json what was answered; missing if it is no JSON
     * @param hidden takes the token out of a text
     */
    ServerException ofStatus(
            String where, int status, HttpHeaders headers, JsonNode json, UnaryOperator<String> hidden) {
        if (status / 100 == 3) {
            String to = headers.firstValue("Location")
                    .map(place -> " (" + place + ")")
                    .orElse("");
            return new ServerException(where + ": sends elsewhere" + to + "; give the address that a browser shows as "
                    + kind.address() + ", with https if it has that");
        }
        String said = where + ": answers " + status + detail(json, hidden);
        if (status == TOO_MANY || status >= SERVER_ERROR) {
            Optional<Duration> wait = headers.firstValue("Retry-After")
                    .filter(text -> text.matches("\\d{1," + MOST_DIGITS + "}"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
            String hint = status == TOO_MANY
                    ? "; it has too much to do: try again later"
                    : "; the fault is the server's: its log says more";
            boolean undone = status == TOO_MANY || status == UNAVAILABLE;
            return new ServerException(said + hint, undone ? Fault.NOT_DONE : Fault.UNKNOWN, wait, null);
        }
        return new ServerException(said + kind.hint().apply(status, json));
    }

    private static String detail(JsonNode json, UnaryOperator<String> hidden) {
        List<String> parts = new ArrayList<>();
        if (json.isObject()) {
            JsonNode errors = json.path("validation_errors");
            Stream.of("detail", "error", "message")
                    .map(json::path)
                    .filter(JsonNode::isTextual)
                    .forEach(text -> parts.add(text.asText()));
            (errors.isObject() ? errors : json)
                    .properties().stream()
                            .filter(entry -> entry.getValue().isArray())
                            .forEach(entry -> parts.add(entry.getKey() + ": " + joined(entry.getValue())));
        }
        // Before it is cut: part of a token is not recognised.
        String detail = hidden.apply(String.join(": ", parts)).replaceAll("\\s+", " ");
        return detail.isEmpty() ? "" : " (" + cut(detail) + ")";
    }

    private static String joined(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.isTextual() ? item.asText() : item.toString()));
        return String.join(" ", texts);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    /** An answer that says "done" and is not what such a server answers. */
    ServerException notJson(String where, Optional<String> contentType) {
        boolean page = contentType.filter(type -> type.startsWith("text/html")).isPresent();
        return page
                ? new ServerException(
                        where + ": answers with a web page, expected data; is this the address of " + kind.name() + "?")
                : new ServerException(
                        where + ": answers with what is no whole JSON; something between may have cut it",
                        Fault.UNKNOWN,
                        Optional.empty(),
                        null);
    }

    /** No answer at all. */
    ServerException noAnswer(String where, Throwable e) {
        if (isCausedBy(e, UnknownHostException.class) || isCausedBy(e, UnresolvedAddressException.class)) {
            return passing(where, "no such host, or no network; check " + kind.address(), Fault.NOT_DONE, e);
        }
        if (isCausedBy(e, HttpConnectTimeoutException.class) || isCausedBy(e, ConnectException.class)) {
            return passing(
                    where,
                    "no connection; check that " + kind.name() + " runs there, and " + kind.address(),
                    Fault.NOT_DONE,
                    e);
        }
        if (isCausedBy(e, SSLException.class)) {
            return new ServerException(
                    where + ": no secure connection (" + e.getMessage() + "); check " + kind.address());
        }
        return passing(where, "the connection broke before the answer was whole", Fault.UNKNOWN, e);
    }

    ServerException late(String where, Duration limit) {
        return passing(where, "no answer within " + limit.toSeconds() + " s", Fault.UNKNOWN, null);
    }

    private static ServerException passing(String where, String what, Fault fault, Throwable cause) {
        return new ServerException(where + ": " + what, fault, Optional.empty(), cause);
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }
}
