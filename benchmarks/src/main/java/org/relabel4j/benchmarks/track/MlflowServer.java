package org.relabel4j.benchmarks.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.datasets.http.JsonHttp;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.datasets.http.ServerKind;

/** The calls of MLflow's REST interface, version 2.0, that are needed. */
final class MlflowServer {
    private static final String ADDRESS = "the address behind mlflow=";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final ServerKind KIND = new ServerKind("MLflow", "2.0", ADDRESS, MlflowServer::hint);
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int PAGE = 1000;

    /** Tags that say which run folder a run there is of, and which cell. */
    static final String RUN_TAG = "relabel4j.run";

    static final String CELL_TAG = "relabel4j.cell";

    private final JsonHttp http;
    private final Optional<String> authorization;

    /**
     * A run there.
     *
     * @param id the server's
     * @param artifacts where its files are
     * @param parameters names of those it has
     * @param steps the last step of each metric
     */
    record Run(String id, URI artifacts, String status, Set<String> parameters, Map<String, Integer> steps) {
        Run with(String newStatus) {
            return new Run(id, artifacts, newStatus, parameters, steps);
        }
    }

    /**
     * @param url its address
     * @param environment may hold a token, or a name and a password
     * @throws IllegalArgumentException if there is no such address, or what opens the server can be no such thing
     */
    MlflowServer(String url, Map<String, String> environment) {
        String token = environment.getOrDefault(TOKEN, "");
        String password = environment.getOrDefault(PASSWORD, "");
        // Java's HTTP client would show a header that it refuses.
        if (!token.matches("[!-~]*")) {
            throw new IllegalArgumentException("the environment variable " + TOKEN
                    + " holds what can be no token (blanks, or other characters); copy it again");
        }
        String basic = Base64.getEncoder()
                .encodeToString((environment.get(USERNAME) + ":" + password).getBytes(StandardCharsets.UTF_8));
        authorization = token.isEmpty()
                ? Optional.of("Basic " + basic).filter(header -> environment.containsKey(USERNAME))
                : Optional.of("Bearer " + token);
        http = new JsonHttp(url, KIND, LIMIT.dividedBy(4), text -> hidden(text, List.of(token, password, basic)));
    }

    private static String hidden(String text, List<String> secrets) {
        String shown = text;
        for (String secret : secrets) {
            shown = secret.isEmpty() ? shown : shown.replace(secret, "***");
        }
        return shown;
    }

    private static String hint(int status, JsonNode answer) {
        if (status == 401 || status == 403) {
            return "; set " + TOKEN + ", or " + USERNAME + " and " + PASSWORD;
        }
        return answer.isMissingNode() ? "; is this the address of MLflow?" : "";
    }

    private JsonNode call(String path, JsonNode body) throws ServerException {
        return http.json(path, http.exchange("POST", path, JsonHttp.Body.of(body), authorization, LIMIT));
    }

    static ObjectNode object() {
        return JsonHttp.JSON.createObjectNode();
    }

    /** A list of keys with values, as the server takes tags and parameters. */
    static ArrayNode pairs(Map<String, String> values) {
        ArrayNode pairs = JsonHttp.JSON.createArrayNode();
        values.forEach((key, value) -> pairs.addObject().put("key", key).put("value", value));
        return pairs;
    }

    /** Id of an experiment, which is made if there is none. */
    String experiment(String name) throws ServerException {
        ObjectNode query =
                object().put("max_results", 1).put("view_type", "ALL").put("filter", "name = '" + name + "'");
        JsonNode found =
                call(API + "experiments/search", query).path("experiments").path(0);
        if (found.path("lifecycle_stage").asText().equals("deleted")) {
            throw new ServerException(http.url() + ": its experiment \"" + name
                    + "\" is deleted; restore it, or remove it for good (mlflow gc)");
        }
        JsonNode experiment =
                found.isMissingNode() ? call(API + "experiments/create", object().put("name", name)) : found;
        return known(experiment, "experiment_id");
    }

    private String known(JsonNode node, String field) throws ServerException {
        if (!node.path(field).isTextual()) {
            throw KIND.lacks(http.url(), field);
        }
        return node.path(field).asText();
    }

    /** The runs that belong to a run folder, by cell; that of the whole has no cell. */
    Map<String, Run> runs(String experiment, String folder) throws ServerException {
        Map<String, Run> runs = new LinkedHashMap<>();
        ObjectNode query = object().put("max_results", PAGE).put("filter", "tags.`" + RUN_TAG + "` = '" + folder + "'");
        query.putArray("experiment_ids").add(experiment);
        JsonNode page;
        do {
            page = call(API + "runs/search", query);
            for (JsonNode run : page.path("runs")) {
                String cell = "";
                for (JsonNode tag : run.path("data").path("tags")) {
                    cell = tag.path("key").asText().equals(CELL_TAG)
                            ? tag.path("value").asText()
                            : cell;
                }
                runs.put(cell, run(run));
            }
            query.put("page_token", page.path("next_page_token").asText());
        } while (!page.path("next_page_token").asText().isEmpty());
        return runs;
    }

    private Run run(JsonNode node) throws ServerException {
        Set<String> parameters = new HashSet<>();
        node.path("data")
                .path("params")
                .forEach(item -> parameters.add(item.path("key").asText()));
        Map<String, Integer> steps = new LinkedHashMap<>();
        node.path("data")
                .path("metrics")
                .forEach(item ->
                        steps.put(item.path("key").asText(), item.path("step").asInt()));
        JsonNode info = node.path("info");
        return new Run(
                known(info, "run_id"),
                URI.create(known(info, "artifact_uri").replace(" ", "%20")),
                info.path("status").asText(),
                parameters,
                steps);
    }

    /** Makes a run. */
    Run create(String experiment, String name, long startMillis, Map<String, String> tags) throws ServerException {
        ObjectNode run =
                object().put("experiment_id", experiment).put("run_name", name).put("start_time", startMillis);
        run.set("tags", pairs(tags));
        return run(call(API + "runs/create", run).path("run"));
    }

    /** Adds parameters and metrics to a run: at most 100 and 1000. */
    void log(Run run, ArrayNode parameters, ArrayNode metrics) throws ServerException {
        ObjectNode batch = object().put("run_id", run.id());
        batch.set("params", parameters);
        batch.set("metrics", metrics);
        call(API + "runs/log-batch", batch);
    }

    /** Changes the status of a run. */
    void update(Run run, String status, Optional<Long> endMillis) throws ServerException {
        ObjectNode update = object().put("run_id", run.id()).put("status", status);
        endMillis.ifPresent(end -> update.put("end_time", end));
        call(API + "runs/update", update);
    }

    /**
     * Puts a file to a run.
     *
     * @param name of it there, with / between folders
     * @throws ServerException also if the server does not take files, but leaves them to MLflow's own clients
     */
    void upload(Run run, Path file, String name) throws IOException {
        if (!"mlflow-artifacts".equals(run.artifacts().getScheme())) {
            throw new ServerException(http.url() + ": keeps files at " + run.artifacts()
                    + ", where only MLflow's own clients write; parameters and metrics are there, the files are not");
        }
        String path = ARTIFACTS + run.artifacts().getRawPath() + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("%2F", "/")
                        .replace("+", "%20");
        http.json(path, http.exchange("PUT", path, JsonHttp.Body.of(file), authorization, LIMIT));
    }
}
