package org.relabel4j.benchmarks.track;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.track.MlflowServer.Run;
import org.relabel4j.benchmarks.track.TrackedRun.State;
import org.relabel4j.datasets.http.JsonHttp;

/**
 * MLflow: an experiment there is an experiment here; a run folder is a parent run with the resolved configuration and the files, and
 * each cell a child run with what sets it apart, and its metrics by round. What the server has it is asked for, once and again
 * after each failure, so that nothing is sent twice, whoever has sent it.
 */
final class MlflowTracker implements Tracker {
    private static final String WHOLE = "";
    private static final String UNKNOWN = "unknown";

    /** The server takes so many at a time. */
    private static final int METRICS_AT_ONCE = 1000;

    private static final int PARAMETERS_AT_ONCE = 100;

    /** Servers before 2.8 refuse longer ones. */
    private static final int LONGEST_PARAMETER = 500;

    private final MlflowServer server;
    private String experiment;
    private Map<String, Run> runs = Map.of();

    MlflowTracker(MlflowServer server) {
        this.server = server;
    }

    @Override
    public void send(TrackedRun run) throws IOException {
        boolean sent = false;
        try {
            if (experiment == null) {
                String id = server.experiment(run.experiment());
                runs = server.runs(id, run.id());
                experiment = id;
            }
            sendAll(run);
            sent = true;
        } finally {
            if (!sent) {
                experiment = null;
            }
        }
    }

    private void sendAll(TrackedRun run) throws IOException {
        Run whole = begun(run, WHOLE, run.name(), Map.of(), run.config());
        for (TrackedCell cell : run.cells()) {
            Map<String, String> parent = Map.of("mlflow.parentRunId", whole.id(), MlflowServer.CELL_TAG, cell.file());
            Run child = begun(run, cell.file(), cell.name(), parent, cell.parameters());
            sendMetrics(child, cell);
            setState(cell.file(), cell.ended() ? State.FINISHED : run.state());
        }
        setState(WHOLE, run.state());
        if (run.state() != State.RUNNING) {
            for (Path file : files(run.folder())) {
                server.upload(
                        whole, file, run.folder().relativize(file).toString().replace('\\', '/'));
            }
        }
    }

    /** A run there, which is made if there is none, with parameters that it may lack. */
    private Run begun(
            TrackedRun run, String cell, String name, Map<String, String> tags, Map<String, String> parameters)
            throws IOException {
        if (!runs.containsKey(cell)) {
            Map<String, String> all = new LinkedHashMap<>(tags);
            all.putAll(tags(run));
            Run made = server.create(experiment, name, started(run, cell), all);
            runs.put(cell, made);
        }
        Run begun = runs.get(cell);
        Map<String, String> lacking = new LinkedHashMap<>();
        parameters.forEach((key, value) -> {
            String allowed = key.replaceAll("[^A-Za-z0-9_. :/-]", "_");
            if (!begun.parameters().contains(allowed)) {
                lacking.put(
                        allowed, value.length() <= LONGEST_PARAMETER ? value : value.substring(0, LONGEST_PARAMETER));
            }
        });
        ArrayNode pairs = MlflowServer.pairs(lacking);
        for (int n = 0; n < pairs.size(); n += PARAMETERS_AT_ONCE) {
            server.log(begun, part(pairs, n, PARAMETERS_AT_ONCE), JsonHttp.JSON.createArrayNode());
        }
        begun.parameters().addAll(lacking.keySet());
        return begun;
    }

    private static ArrayNode part(ArrayNode list, int from, int most) {
        ArrayNode part = JsonHttp.JSON.createArrayNode();
        for (int n = from; n < Math.min(list.size(), from + most); n++) {
            part.add(list.get(n));
        }
        return part;
    }

    private static Map<String, String> tags(TrackedRun run) {
        Map<String, String> environment = run.environment();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(MlflowServer.RUN_TAG, run.id());
        tags.put("relabel4j.version", environment.getOrDefault("relabel4j", UNKNOWN));
        tags.put("relabel4j.commit", environment.getOrDefault("commit", UNKNOWN));
        tags.put("mlflow.source.name", "relabel4j");
        tags.put("mlflow.source.type", "LOCAL");
        tags.put("mlflow.user", System.getProperty("user.name", UNKNOWN));
        if (run.config().containsKey("description")) {
            tags.put("mlflow.note.content", run.config().get("description"));
        }
        return tags;
    }

    /** A run folder says when it was begun; a cell begins about when its first round is seen. */
    private static long started(TrackedRun run, String cell) {
        try {
            if (cell.equals(WHOLE)) {
                return Instant.parse(run.environment().getOrDefault("started", ""))
                        .toEpochMilli();
            }
        } catch (DateTimeParseException e) {
            // Of another version: as of now.
            return System.currentTimeMillis();
        }
        return System.currentTimeMillis();
    }

    private void sendMetrics(Run run, TrackedCell cell) throws IOException {
        ArrayNode metrics = JsonHttp.JSON.createArrayNode();
        long now = System.currentTimeMillis();
        cell.steps()
                .forEach((step, values) -> values.forEach((key, value) -> {
                    if (step > run.steps().getOrDefault(key, -1)) {
                        metrics.addObject()
                                .put("key", key)
                                .put("value", value)
                                .put("timestamp", now)
                                .put("step", step);
                    }
                }));
        for (int n = 0; n < metrics.size(); n += METRICS_AT_ONCE) {
            server.log(run, JsonHttp.JSON.createArrayNode(), part(metrics, n, METRICS_AT_ONCE));
        }
        metrics.forEach(sent ->
                run.steps().put(sent.get("key").asText(), sent.get("step").asInt()));
    }

    private void setState(String cell, State state) throws IOException {
        Run there = runs.get(cell);
        if (!there.status().equals(state.name())) {
            Optional<Long> end = state == State.RUNNING ? Optional.empty() : Optional.of(System.currentTimeMillis());
            server.update(there, state.name(), end);
            runs.put(cell, there.with(state.name()));
        }
    }

    /** What is worth keeping beside the metrics: configuration, environment, tables, the report and its figures. */
    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path from : List.of(folder, folder.resolve("plots"))) {
            if (Files.isDirectory(from)) {
                try (Stream<Path> list = Files.list(from)) {
                    list.filter(file -> Files.isRegularFile(file)
                                    && file.getFileName()
                                            .toString()
                                            .matches("[^.].*\\.(yaml|json|csv|html|svg|png)|errors\\.txt"))
                            .sorted()
                            .forEach(files::add);
                }
            }
        }
        return files;
    }
}
