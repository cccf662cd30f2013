package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.labeling.studio.StudioHttp.Size;

class StudioHttpTest {
    private static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";
    private static final String PERSONAL = "eyJhbGciOi.eyJ0b2tlbl90.c2lnbmF0dXJl";

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;
    private Answer answer = exchange -> send(exchange, 200, "application/json", "{\"id\": 3}");

    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            answer.to(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private StudioHttp http(String token) {
        return new StudioHttp(url() + "/", StudioToken.of(Optional.of(token)), FakeStudio.impatient());
    }

    private String refusal(StudioHttp http, String method) {
        ServerException e = assertThrows(
                ServerException.class,
                () -> http.call(method, "/api/projects/3/?q=1", StudioHttp.JSON.createObjectNode(), Size.SMALL));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(LEGACY), "the token is in the trace");
        assertFalse(trace.toString().contains(PERSONAL), "the token is in the trace");
        return e.getMessage().replace(url(), "URL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | application/json | {"detail": "Invalid token."} | 1 | answers 401 (Invalid token.); set LABEL_STUDIO_API_KEY to a token of this server (Account & Settings in Label Studio)
            403 | application/json | {"detail": "no 0123456789abcdef0123456789abcdef01234567"} | 1 | answers 403 (no ***); set LABEL_STUDIO_API_KEY to a token of this server (Account & Settings in Label Studio)
            404 | application/json | {"detail": "No Project matches the given query."} | 1 | answers 404 (No Project matches the given query.); give the number that the browser's address has after /projects/ as --project
            404 | text/html | <html>Not found</html> | 1 | answers 404; is this the address of Label Studio?
            400 | application/json | {"detail": "Validation error", "validation_errors": {"model_version": ["It is", "none."]}} | 1 | answers 400 (Validation error: model_version: It is none.)
            429 | application/json | {"detail": "Slow down"} | 5 | answers 429 (Slow down); it has too much to do: try again later; tried 5 times
            500 | text/html | <h1>Error</h1> | 5 | answers 500; the fault is the server's: its log says more; tried 5 times
            200 | text/html | <html>Hello</html> | 1 | answers with a web page, expected data; is this the address of Label Studio?
            200 | application/json | {"id": 3, "tit | 5 | answers with what is no whole JSON; something between may have cut it; tried 5 times
            """)
    void everyBadAnswerIsOneLine(int status, String type, String body, int tries, String problem) {
        answer = exchange -> send(exchange, status, type, body);

        assertEquals("URL/api/projects/3/: " + problem, refusal(http(LEGACY), "GET"));
        assertEquals(tries, calls.size());
    }

    @Test
    void sendsTheTokenNowhereElse() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example/login");
            send(exchange, 302, "text/html", "");
        };

        assertEquals(
                "URL/api/projects/3/: sends elsewhere (https://elsewhere.example/login); give the address that a browser shows"
                        + " as --url, with https if it has that",
                refusal(http(LEGACY), "GET"));
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneTwice() {
        answer = exchange -> send(exchange, 502, "text/html", "");
        refusal(http(LEGACY), "POST");
        assertEquals(1, calls.size());
        answer = exchange -> send(exchange, 503, "text/html", "");
        refusal(http(LEGACY), "POST");
        assertEquals(1 + 5, calls.size());
    }

    @Test
    void goesOnWhenItPasses() throws Exception {
        answer = exchange -> {
            if (calls.size() < 3) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "text/html", "");
            } else {
                send(exchange, 200, "application/json", "{\"id\": 3}");
            }
        };

        assertEquals(3, http(LEGACY).get("/api/projects/3/").path("id").asInt());
        assertEquals("GET /api/projects/3/ Token " + LEGACY, calls.get(2));
    }

    @Test
    void waitsNoHour() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            send(exchange, 429, "text/html", "");
        };

        assertTrue(refusal(http(LEGACY), "GET").contains("answers 429"));
        assertEquals(1, calls.size());
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        StudioHttp.Patience brief =
                new StudioHttp.Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(1));
        StudioHttp http = new StudioHttp(url(), StudioToken.of(Optional.of(LEGACY)), brief);
        try {
            assertEquals("URL/api/projects/3/: no answer within 0 s", refusal(http, "POST"));
        } finally {
            over.countDown();
        }
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        StudioHttp http =
                new StudioHttp("http://127.0.0.1:" + port, StudioToken.of(Optional.of(LEGACY)), FakeStudio.impatient());

        assertEquals(
                "http://127.0.0.1:" + port
                        + "/api/projects/3/: no connection; check that Label Studio runs there, and --url;"
                        + " tried 5 times",
                refusal(http, "GET"));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() {
        answer = HttpExchange::close;

        assertEquals(
                "URL/api/projects/3/: the connection broke before the answer was whole; tried 5 times",
                refusal(http(LEGACY), "GET"));
    }

    @Test
    void personalTokensAreExchanged() throws Exception {
        answer = exchange -> {
            boolean refresh = exchange.getRequestURI().getPath().equals("/api/token/refresh/");
            boolean expired = calls.size() == 3;
            send(
                    exchange,
                    expired ? 401 : 200,
                    "application/json",
                    refresh ? "{\"access\": \"a" + calls.size() + "\"}" : "{\"id\": 3}");
        };
        StudioHttp http = http(PERSONAL);
        http.get("/api/projects/3/");
        http.get("/api/projects/4/");

        assertEquals(
                List.of(
                        "POST /api/token/refresh/ null",
                        "GET /api/projects/3/ Bearer a1",
                        "GET /api/projects/4/ Bearer a1",
                        "POST /api/token/refresh/ null",
                        "GET /api/projects/4/ Bearer a4"),
                calls);
    }

    @Test
    void aPersonalTokenThatIsRefusedIsNotTriedForEver() {
        answer = exchange -> send(
                exchange,
                exchange.getRequestURI().getPath().equals("/api/token/refresh/") ? 200 : 401,
                "application/json",
                "{\"access\": \"qwertyui\", \"detail\": \"" + PERSONAL + " or qwertyui is bad\"}");

        assertEquals(
                "URL/api/projects/3/: answers 401 (*** or *** is bad); set LABEL_STUDIO_API_KEY to a token of this server (Account &"
                        + " Settings in Label Studio)",
                refusal(http(PERSONAL), "GET"));
        assertEquals(2, calls.size());
    }

    @Test
    void tokensAreCheckedWithoutBeingShown() {
        for (String token : List.of("", "  ", "2short!", "with blank 0123456789", "0123456789\u0001")) {
            String message = assertThrows(IllegalArgumentException.class, () -> StudioToken.of(Optional.of(token)))
                    .getMessage();

            assertTrue(message.startsWith("the environment variable LABEL_STUDIO_API_KEY holds"), message);
            assertTrue(token.isBlank() || !message.contains(token), message);
        }
        assertEquals("***", StudioToken.of(Optional.of(LEGACY)).toString());
    }

    @Test
    void addressesAreChecked() {
        for (String url :
                List.of("localhost:8080", "ftp://a", "http://u:p@a", "http://", "http://a/?b", "http://a b")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new StudioHttp(url, StudioToken.of(Optional.of(LEGACY)), FakeStudio.impatient()),
                    url);
        }
        assertEquals(
                "https://a.example/studio",
                new StudioHttp("https://a.example/studio/", StudioToken.of(Optional.of(LEGACY)), FakeStudio.impatient())
                        .url());
    }
}
