package org.relabel4j.labeling.studio;

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
import org.relabel4j.labeling.studio.StudioException.Fault;

/** Says in one line what went wrong with a call, and how to go on. */
final class StudioProblems {
    private static final int LONGEST_DETAIL = 300;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;
    private static final int MOST_DIGITS = 6;

    private StudioProblems() {}

    /**
     * An answer that is no success.
     *
     * @param where address of the call
     * @param json what was answered; missing if it is no JSON
     * @param hidden takes the token out of a text
     */
    static StudioException ofStatus(
            String where, int status, HttpHeaders headers, JsonNode json, UnaryOperator<String> hidden) {
        if (status / 100 == 3) {
            String to = headers.firstValue("Location")
                    .map(place -> " (" + place + ")")
                    .orElse("");
            return new StudioException(where + ": sends elsewhere" + to
                    + "; give the address that a browser shows as --url, with https if it has that");
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
            return new StudioException(said + hint, undone ? Fault.NOT_DONE : Fault.UNKNOWN, wait, null);
        }
        return new StudioException(said + hint(status, json));
    }

    private static String hint(int status, JsonNode json) {
        if (status == 401 || status == 403) {
            return "; set " + StudioToken.VARIABLE + " to a token of this server (Account & Settings in Label Studio)";
        }
        if (json.isMissingNode()) {
            return "; is this the address of Label Studio?";
        }
        return status == 404 && json.path("detail").asText().startsWith("No Project")
                ? "; give the number that the browser's address has after /projects/ as --project"
                : "";
    }

    private static String detail(JsonNode json, UnaryOperator<String> hidden) {
        List<String> parts = new ArrayList<>();
        if (json.isObject()) {
            JsonNode errors = json.path("validation_errors");
            Stream.of("detail", "error")
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

    /** An answer that says "done" and is not what Label Studio answers. */
    static StudioException notJson(String where, Optional<String> contentType) {
        boolean page = contentType.filter(type -> type.startsWith("text/html")).isPresent();
        return page
                ? new StudioException(
                        where + ": answers with a web page, expected data; is this the address of Label Studio?")
                : new StudioException(
                        where + ": answers with what is no whole JSON; something between may have cut it",
                        Fault.UNKNOWN,
                        Optional.empty(),
                        null);
    }

    /** Something that every answer of this kind has is lacking. */
    static StudioException lacks(String where, String what) {
        return new StudioException(
                where + ": answers without " + what + "; is this the address of Label Studio, version 1.10 or later?");
    }

    /** No answer at all. */
    static StudioException noAnswer(String where, Throwable e) {
        if (isCausedBy(e, UnknownHostException.class) || isCausedBy(e, UnresolvedAddressException.class)) {
            return passing(where, "no such host, or no network; check --url", Fault.NOT_DONE, e);
        }
        if (isCausedBy(e, HttpConnectTimeoutException.class) || isCausedBy(e, ConnectException.class)) {
            return passing(where, "no connection; check that Label Studio runs there, and --url", Fault.NOT_DONE, e);
        }
        if (isCausedBy(e, SSLException.class)) {
            return new StudioException(where + ": no secure connection (" + e.getMessage() + "); check --url");
        }
        return passing(where, "the connection broke before the answer was whole", Fault.UNKNOWN, e);
    }

    static StudioException late(String where, Duration limit) {
        return passing(where, "no answer within " + limit.toSeconds() + " s", Fault.UNKNOWN, null);
    }

    private static StudioException passing(String where, String what, Fault fault, Throwable cause) {
        return new StudioException(where + ": " + what, fault, Optional.empty(), cause);
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).anyMatch(type::isInstance);
    }
}
