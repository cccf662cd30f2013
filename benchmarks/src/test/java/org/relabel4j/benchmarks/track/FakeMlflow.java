package org.relabel4j.benchmarks.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What MLflow 3.17.2 answers, as far as we ask; and a server that fails when it is told to. */
final class FakeMlflow implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Java's server sends head and body of an answer apart, and the system would hold the second back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** A number that was logged: {@code cell metric step value}, the cell empty for the whole. */
    final List<String> numbers = new ArrayList<>();

    final Map<String, ObjectNode> runs = new LinkedHashMap<>();
    final Map<String, byte[]> files = new TreeMap<>();
    final Set<String> authorizations = new HashSet<>();
    String artifacts = "mlflow-artifacts:/1/";
    int pageSize = 2;

    /** Calls to carry out before one is refused, or carried out and not answered. */
    int callsUntilFailure = Integer.MAX_VALUE;

    boolean carriesOutBeforeFailing;
    int status = 500;

    private final HttpServer server;
    private boolean hasExperiment;

    FakeMlflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        boolean fails = --callsUntilFailure == 0;
        String path = exchange.getRequestURI().getPath();
        String answer = "{\"message\": \"no, " + exchange.getRequestHeaders().getFirst("Authorization") + "\"}";
        if (!fails || carriesOutBeforeFailing) {
            answer = exchange.getRequestMethod().equals("PUT") ? put(path, body) : post(path, JSON.readTree(body));
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(fails ? status : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String put(String path, byte[] body) {
        files.put(path.substring(path.indexOf("/artifacts/1/")), body);
        return "{}";
    }

    private String post(String path, JsonNode body) {
        String call = path.replace("/api/2.0/mlflow/", "");
        switch (call) {
            case "experiments/search":
                return hasExperiment ? "{\"experiments\": [{\"experiment_id\": \"1\"}]}" : "{}";
            case "experiments/create":
                hasExperiment = true;
                return "{\"experiment_id\": \"1\"}";
            case "runs/create":
                return create(body);
            case "runs/search":
                return search(body);
            case "runs/log-batch":
                return log(body);
            case "runs/update":
                ((ObjectNode) runs.get(body.get("run_id").asText()).get("info"))
                        .put("status", body.get("status").asText());
                return "{}";
            default:
                throw new IllegalArgumentException(path);
        }
    }

    private String create(JsonNode body) {
        String id = "run" + runs.size();
        ObjectNode run = JSON.createObjectNode();
        run.putObject("info")
                .put("run_id", id)
                .put("run_name", body.get("run_name").asText())
                .put("status", "RUNNING")
                .put("artifact_uri", artifacts + id + "/artifacts");
        ObjectNode data = run.putObject("data");
        data.set("tags", body.get("tags"));
        data.putArray("params");
        data.putArray("metrics");
        runs.put(id, run);
        return "{\"run\": " + run + "}";
    }

    /** Two runs a page. */
    private String search(JsonNode body) {
        int from = body.path("page_token").asInt();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode page = answer.putArray("runs");
        List<ObjectNode> all = new ArrayList<>(runs.values());
        all.subList(Math.min(from, all.size()), Math.min(from + pageSize, all.size()))
                .forEach(page::add);
        if (from + pageSize < all.size()) {
            answer.put("next_page_token", String.valueOf(from + pageSize));
        }
        return answer.toString();
    }

    private String log(JsonNode body) {
        ObjectNode run = runs.get(body.get("run_id").asText());
        body.get("params").forEach(((ArrayNode) run.get("data").get("params"))::add);
        body.get("metrics").forEach(metric -> {
            numbers.add(tag(run, MlflowServer.CELL_TAG) + " "
                    + metric.get("key").asText() + " " + metric.get("step").asInt() + " "
                    + metric.get("value").asDouble());
            ((ArrayNode) run.get("data").get("metrics")).add(metric);
        });
        return "{}";
    }

    /** A run's tag; empty if it has none. */
    static String tag(JsonNode run, String key) {
        for (JsonNode tag : run.get("data").get("tags")) {
            if (tag.get("key").asText().equals(key)) {
                return tag.get("value").asText();
            }
        }
        return "";
    }

    /** A run's parameters. */
    static Map<String, String> parameters(JsonNode run) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (JsonNode parameter : run.get("data").get("params")) {
            parameters.put(parameter.get("key").asText(), parameter.get("value").asText());
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
