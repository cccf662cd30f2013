package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.studio.StudioHttp.Size;

/** The calls of Label Studio that are needed, with what they take and give. */
public final class StudioServer {
    private static final int PAGE = 500;
    private static final String TASK_FIELDS =
            "id,data,overlap,is_labeled,created_at,updated_at,annotations,completed_by,was_cancelled,ground_truth";

    /** The server wants a fraction of a second, even if it is 0. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final StudioHttp http;

    StudioServer(StudioHttp http) {
        this.http = http;
    }

    /**
     * A server.
     *
     * @param url its address, such as {@code http://localhost:8080}
     * @throws IllegalArgumentException if it is none
     */
    public static StudioServer at(String url, StudioToken token) {
        return new StudioServer(new StudioHttp(url, token, StudioHttp.Patience.USUAL));
    }

    /**
     * The server that a project is connected with.
     *
     * @param url its address, if it is another now
     * @param number the project's number there, to make sure
     * @throws InputException if it is connected with none, or with another project
     */
    public static StudioServer of(Project project, Optional<String> url, Optional<Integer> number, StudioToken token)
            throws InputException {
        StudioLink.Settings settings = StudioLink.read(project).settings();
        settings.check(project, number);
        return at(url.orElse(settings.url()), token);
    }

    /** How much a project has. */
    record Totals(int tasks, int annotations) {}

    /** The server's address. */
    String url() {
        return http.url();
    }

    /** A project's settings. */
    JsonNode project(int project) throws ServerException {
        JsonNode node = http.get("/api/projects/" + project + "/");
        if (node.path("id").asInt(-1) != project || !node.has("label_config")) {
            throw StudioHttp.KIND.lacks(url(), "a project");
        }
        return node;
    }

    /** Makes a project, and tells its number. */
    int createProject(String title, String labelConfig) throws ServerException {
        ObjectNode body = StudioHttp.JSON.createObjectNode().put("title", title).put("label_config", labelConfig);
        return http.call("POST", "/api/projects/", body, Size.SMALL).path("id").asInt();
    }

    /** Lets the server show the files of a folder of its own. */
    void createLocalStorage(int project, String folder) throws ServerException {
        ObjectNode body = StudioHttp.JSON
                .createObjectNode()
                .put("project", project)
                .put("title", "relabel4j")
                .put("path", folder)
                .put("use_blob_urls", true);
        http.call("POST", "/api/storages/localfiles", body, Size.SMALL);
    }

    /** Changes settings of a project. */
    void changeProject(int project, ObjectNode changes) throws ServerException {
        http.call("PATCH", "/api/projects/" + project + "/", changes, Size.BULK);
    }

    /** E-mail address of each user, by number, as far as they have one. */
    Map<String, String> users() throws ServerException {
        Map<String, String> users = new LinkedHashMap<>();
        JsonNode list = http.get("/api/users/");
        for (JsonNode user : list.isObject() ? list.path("results") : list) {
            users.put(user.path("id").asText(), user.path("email").asText().strip());
        }
        return users;
    }

    Totals totals(int project) throws ServerException {
        JsonNode page = page(project, 1, 1, "id", Optional.empty());
        return new Totals(
                page.path("total").asInt(), page.path("total_annotations").asInt());
    }

    /**
     * The tasks with all that was said about them, by number.
     *
     * @param after only those that were changed after this moment
     * @param results whether with the answers, or only with who gave them
     */
    Map<Long, StudioTask> tasks(int project, Optional<Instant> after, boolean results) throws ServerException {
        Map<Long, StudioTask> tasks = new LinkedHashMap<>();
        String where = url() + "/api/tasks/";
        for (int number = 1; ; number++) {
            JsonNode page = page(project, number, PAGE, TASK_FIELDS + (results ? ",result" : ""), after);
            for (JsonNode node : page.path("tasks")) {
                StudioTask task = StudioTask.of(node, where);
                tasks.put(task.id(), task);
            }
            if ((long) number * PAGE >= page.path("total").asLong()) {
                return tasks;
            }
        }
    }

    private JsonNode page(int project, int page, int size, String fields, Optional<Instant> after)
            throws ServerException {
        String query = "project=" + project + "&page=" + page + "&page_size=" + size + "&fields=all&include=" + fields
                + after.map(time -> "&query=" + URLEncoder.encode(changedAfter(time), StandardCharsets.UTF_8))
                        .orElse("");
        JsonNode answer = http.call("GET", "/api/tasks/?" + query, MissingNode.getInstance(), Size.BULK);
        if (!answer.path("tasks").isArray() || !answer.path("total").isInt()) {
            throw StudioHttp.KIND.lacks(url() + "/api/tasks/", "a list of tasks");
        }
        return answer;
    }

    private static String changedAfter(Instant time) {
        ObjectNode query = StudioHttp.JSON.createObjectNode();
        ObjectNode filters = query.putObject("filters").put("conjunction", "and");
        filters.putArray("items")
                .addObject()
                .put("filter", "filter:tasks:updated_at")
                .put("operator", "greater")
                .put("type", "Datetime")
                .put("value", TIME.format(time));
        query.putArray("ordering").add("tasks:id");
        return query.toString();
    }

    /** Adds tasks, each an object with data. */
    void importTasks(int project, ArrayNode tasks) throws ServerException {
        JsonNode answer = http.call("POST", "/api/projects/" + project + "/import", tasks, Size.BULK);
        if (answer.path("task_count").asInt() != tasks.size()) {
            throw new ServerException(
                    url() + ": took " + answer.path("task_count").asInt() + " of " + tasks.size()
                            + " tasks; look at the project's tasks and its labeling setup there");
        }
    }

    /**
     * Gives tasks their places in the order of asking, as predictions that say nothing.
     *
     * @param version their name
     * @param tasks in the order of asking
     * @throws ServerException also if not all were taken, which the server does not complain of
     */
    void importOrder(int project, String version, List<Long> tasks) throws ServerException {
        ArrayNode body = StudioHttp.JSON.createArrayNode();
        for (Long task : tasks) {
            ObjectNode prediction = body.addObject().put("task", task);
            prediction.putArray("result");
            // Strictly ascending, within (0, 1).
            prediction.put("score", body.size() / (tasks.size() + 1.0)).put("model_version", version);
        }
        JsonNode answer = http.call("POST", "/api/projects/" + project + "/import/predictions", body, Size.BULK);
        if (answer.path("created").asInt() != tasks.size()) {
            throw new ServerException(
                    url() + ": took " + answer.path("created").asInt() + " of " + tasks.size()
                            + " places in the order of asking; run the command again, and if it stays so look at the server's log");
        }
    }

    /** Number of predictions of each version. */
    Map<String, Integer> versions(int project) throws ServerException {
        Map<String, Integer> versions = new LinkedHashMap<>();
        http.get("/api/projects/" + project + "/model-versions/")
                .properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asInt()));
        return versions;
    }

    void deleteVersion(int project, String version) throws ServerException {
        ObjectNode body = StudioHttp.JSON.createObjectNode().put("model_version", version);
        http.call("DELETE", "/api/projects/" + project + "/model-versions/", body, Size.BULK);
    }

    /** Opens or closes a task. Only these two fields: the server takes any. */
    void changeTask(long task, int overlap, boolean closed) throws ServerException {
        ObjectNode body =
                StudioHttp.JSON.createObjectNode().put("overlap", overlap).put("is_labeled", closed);
        http.call("PATCH", "/api/tasks/" + task + "/", body, Size.SMALL);
    }
}
