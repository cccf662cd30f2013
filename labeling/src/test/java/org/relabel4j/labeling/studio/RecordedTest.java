package org.relabel4j.labeling.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Project;

/**
 * Plays what Label Studio 1.23.2 answered to adopting a project, pulling, pushing and pulling again: two controls, two people, a skip and
 * a ground truth. Each call must be the one that was recorded.
 */
class RecordedTest {
    @TempDir
    Path folder;

    private final List<JsonNode> recorded = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    private void play(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode next = recorded.get(calls.size());
        calls.add(
                exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + (sent.isEmpty() ? "null" : sent));
        byte[] answer = next.get("answer").toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(next.get("status").asInt(), answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void doesAsItDidWithTheRealServer() throws Exception {
        Path file =
                Path.of(RecordedTest.class.getResource("recorded-1.23.2.json").toURI());
        for (JsonNode one : StudioHttp.JSON.readTree(Files.readString(file))) {
            recorded.add(one);
            expected.add(one.get("method").asText() + " " + one.get("path").asText() + " " + one.get("sent"));
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::play);
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            StudioServer studio = new StudioServer(
                    new StudioHttp(url, StudioToken.of(Optional.of(FakeStudio.TOKEN)), FakeStudio.impatient()));
            Project project = LabelProject.make(folder, 6);
            LabelProject.round(project, 1, "e4", "e0");
            ConnectJob.Request request = new ConnectJob.Request(
                    Optional.of(3),
                    Optional.empty(),
                    Optional.of("colour"),
                    Optional.empty(),
                    new ImageAddresses(Optional.empty(), Optional.empty()));

            ConnectJob.run(project, request, studio, Progress.NONE);
            PullJob.run(project, studio, Progress.NONE);
            PushJob.Result pushed = PushJob.run(project, studio, Progress.NONE);
            PullJob.Result again = PullJob.run(project, studio, Progress.NONE);

            assertEquals("nothing new (3 of 6 tasks read)", again.line());
            assertEquals(List.of(new PushJob.Place(1, 95, "e4"), new PushJob.Place(2, 91, "e0")), pushed.places());
        } finally {
            server.stop(0);
        }
        assertEquals(String.join("\n", expected), String.join("\n", calls));
        assertEquals(
                List.of(
                        "LABEL e0 ann@example.com red",
                        "LABEL e0 bob@example.com blue",
                        "LABEL e1 bob@example.com green",
                        "SKIP e2 ann@example.com",
                        "GOLD e3  blue"),
                LabelProject.log(Project.open(folder)));
    }
}
