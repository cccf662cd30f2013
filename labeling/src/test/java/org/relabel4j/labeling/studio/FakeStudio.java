package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Label Studio of one project, as far as the loop needs one: it keeps tasks, answers, predictions and settings, and offers tasks as the
 * community edition does with uncertainty sampling. It can be told to fall silent after some calls.
 */
final class FakeStudio implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    static final int PROJECT = 7;
    private static final Pattern TASK = Pattern.compile("/api/tasks/(\\d+)/");

    final List<String> calls = new ArrayList<>();
    final Map<Integer, ObjectNode> tasks = new TreeMap<>();
    final ObjectNode project = StudioHttp.JSON.createObjectNode();
    final Map<String, Map<Integer, Double>> predictions = new TreeMap<>();
    final Map<Integer, String> users = new TreeMap<>(Map.of(1, "admin@example.com", 2, "ann@example.com", 3, ""));
    private final HttpServer server;
    private Instant clock = Instant.parse("2026-01-01T00:00:00Z");
    private int nextAnnotation = 100;
    private int callsLeft = Integer.MAX_VALUE;
    private boolean lastOneCounts;

    FakeStudio() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        project.put("id", PROJECT).put("label_config", "<View/>").put("sampling", "Sequential sampling");
        project.put("maximum_annotations", 1).put("show_overlap_first", false).put("show_collab_predictions", false);
        project.put("model_version", "");
        ObjectNode control =
                project.putObject("parsed_label_config").putObject("label").put("type", "Choices");
        control.putArray("labels").add("red").add("green").add("blue");
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    StudioServer client() {
        return new StudioServer(new StudioHttp(url(), StudioToken.of(Optional.of(TOKEN)), impatient()));
    }

    static StudioHttp.Patience impatient() {
        return new StudioHttp.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(1));
    }

    /** Answers so many calls more, and then none. */
    void answer(int number, boolean doingTheNext) {
        callsLeft = number;
        lastOneCounts = doingTheNext;
    }

    Instant tick() {
        clock = clock.plusSeconds(1);
        return clock;
    }

    int addTask(String example) {
        int id = tasks.size() + 11;
        ObjectNode task = StudioHttp.JSON
                .createObjectNode()
                .put("id", id)
                .put("overlap", 1)
                .put("is_labeled", false);
        task.put("created_at", tick().toString()).put("updated_at", clock.toString());
        task.putObject("data").put("example", example).put("text", "about " + example);
        task.putArray("annotations");
        tasks.put(id, task);
        return id;
    }

    /** A person's answer; of no label, what was submitted without a choice. */
    ObjectNode annotate(int task, int user, String... labels) {
        ObjectNode annotation = annotation(task, user).put("was_cancelled", false);
        ArrayNode result = annotation.putArray("result");
        if (labels.length > 0) {
            ObjectNode item = result.addObject();
            item.put("from_name", "label").put("to_name", "text").put("type", "choices");
            List.of(labels).forEach(item.putObject("value").putArray("choices")::add);
        }
        settle(task);
        return annotation;
    }

    ObjectNode skip(int task, int user) {
        ObjectNode annotation = annotation(task, user).put("was_cancelled", true);
        annotation.putArray("result");
        return annotation;
    }

    private ObjectNode annotation(int task, int user) {
        ObjectNode annotation = ((ArrayNode) tasks.get(task).get("annotations")).addObject();
        annotation.put("id", nextAnnotation++).put("completed_by", user).put("ground_truth", false);
        annotation.put("created_at", tick().toString()).put("updated_at", clock.toString());
        touch(task);
        return annotation;
    }

    void touch(int task) {
        tasks.get(task).put("updated_at", clock.toString());
    }

    private void settle(int task) {
        ObjectNode node = tasks.get(task);
        node.put("is_labeled", counted(node) >= node.get("overlap").asInt());
    }

    private static int counted(JsonNode task) {
        int count = 0;
        for (JsonNode annotation : task.get("annotations")) {
            count += annotation.get("was_cancelled").asBoolean() ? 0 : 1;
        }
        return count;
    }

    /** The task that a user is offered; empty if there is none. */
    Optional<Integer> next(int user) {
        Map<Integer, Double> scores =
                predictions.getOrDefault(project.get("model_version").asText(), Map.of());
        return tasks.values().stream()
                .filter(task -> !task.get("is_labeled").asBoolean())
                .filter(task -> scores.containsKey(task.get("id").asInt()))
                .filter(task -> {
                    boolean said = false;
                    for (JsonNode annotation : task.get("annotations")) {
                        said |= annotation.get("completed_by").asInt() == user;
                    }
                    return !said;
                })
                .map(task -> task.get("id").asInt())
                .min(Comparator.comparing(scores::get));
    }

    /** All that decides what annotators are offered. */
    String state() {
        StringBuilder state = new StringBuilder();
        tasks.values()
                .forEach(task ->
                        state.append(task.get("id")).append(task.get("overlap")).append(task.get("is_labeled")));
        predictions.values().forEach(state::append);
        project.properties().stream()
                .filter(entry -> !entry.getKey().equals("model_version"))
                .forEach(state::append);
        return state.append(predictions.containsKey(project.get("model_version").asText()))
                .toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        boolean silent = callsLeft <= 0;
        if (!silent || callsLeft == 0 && lastOneCounts) {
            callsLeft--;
            calls.add(exchange.getRequestMethod() + " " + path);
            JsonNode sent = body.isEmpty() ? StudioHttp.JSON.nullNode() : StudioHttp.JSON.readTree(body);
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            JsonNode answer = answer(exchange.getRequestMethod(), path, query, sent);
            if (!silent) {
                byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
        exchange.close();
    }

    private JsonNode answer(String method, String path, String query, JsonNode sent) {
        String root = "/api/projects/" + PROJECT + "/";
        Matcher task = TASK.matcher(path);
        if (path.equals("/api/projects/")) {
            return project.setAll((ObjectNode) sent);
        } else if (path.equals(root)) {
            return method.equals("GET") ? project : project.setAll((ObjectNode) sent);
        } else if (path.equals("/api/users/")) {
            ArrayNode list = StudioHttp.JSON.createArrayNode();
            users.forEach((id, email) -> list.addObject().put("id", id).put("email", email));
            return list;
        } else if (path.equals("/api/tasks/")) {
            return list(query);
        } else if (task.matches()) {
            tick();
            touch(Integer.parseInt(task.group(1)));
            return tasks.get(Integer.parseInt(task.group(1))).setAll((ObjectNode) sent);
        } else if (path.equals(root + "import")) {
            sent.forEach(one -> tasks.get(addTask("")).set("data", one.get("data")));
            return StudioHttp.JSON.createObjectNode().put("task_count", sent.size());
        } else if (path.equals(root + "import/predictions")) {
            sent.forEach(one -> predictions
                    .computeIfAbsent(one.get("model_version").asText(), name -> new TreeMap<>())
                    .put(one.get("task").asInt(), one.get("score").asDouble()));
            return StudioHttp.JSON.createObjectNode().put("created", sent.size());
        } else if (path.equals(root + "model-versions/")) {
            if (method.equals("DELETE")) {
                predictions.remove(sent.get("model_version").asText());
            }
            ObjectNode versions = StudioHttp.JSON.createObjectNode();
            predictions.forEach((name, scores) -> versions.put(name, scores.size()));
            return versions;
        }
        return StudioHttp.JSON.createObjectNode();
    }

    private JsonNode list(String query) {
        String decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
        Matcher after = Pattern.compile("\"value\":\"([^\"]*)\"").matcher(decoded);
        Optional<Instant> since = after.find() ? Optional.of(Instant.parse(after.group(1))) : Optional.empty();
        ObjectNode answer = StudioHttp.JSON.createObjectNode();
        ArrayNode list = answer.putArray("tasks");
        int annotations = 0;
        for (ObjectNode task : tasks.values()) {
            annotations += counted(task);
            boolean changed = since.filter(time ->
                            !Instant.parse(task.get("updated_at").asText()).isAfter(time))
                    .isEmpty();
            if (changed) {
                ObjectNode copy = task.deepCopy();
                if (!decoded.contains("result")) {
                    copy.get("annotations").forEach(annotation -> ((ObjectNode) annotation).remove("result"));
                }
                list.add(copy);
            }
        }
        return answer.put("total", list.size()).put("total_annotations", annotations);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
