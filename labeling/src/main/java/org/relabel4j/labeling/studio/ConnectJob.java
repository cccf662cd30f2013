package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectKeys;

/**
 * Connects a project with one of Label Studio: makes it and imports the examples as tasks, or adopts one that is there. Run again, it
 * imports what is lacking.
 */
public final class ConnectJob {
    private static final int IMPORTED_AT_ONCE = 1000;
    private static final int TRIES = 3;

    private final Project project;
    private final Request request;
    private final StudioServer server;
    private final Progress progress;

    private ConnectJob(Project project, Request request, StudioServer server, Progress progress) {
        this.project = project;
        this.request = request;
        this.server = server;
        this.progress = progress;
    }

    /**
     * What to connect with.
     *
     * @param studioProject number of a project that is there; empty to make one
     * @param title of a project to make; empty for the folder's name
     * @param control which control gives the labels, where there are several
     * @param idField which field of the tasks' data names the examples; empty to find it
     * @param images where annotators' browsers find images
     */
    public record Request(
            Optional<Integer> studioProject,
            Optional<String> title,
            Optional<String> control,
            Optional<String> idField,
            ImageAddresses images) {}

    /**
     * What was done.
     *
     * @param url address of the project for a browser
     * @param made whether it was made now
     * @param tasks tasks there now
     * @param imported those that were imported now
     * @param lacking examples without a task
     */
    public record Result(String url, boolean made, int tasks, int imported, int lacking) {
        /** In one line. */
        public String line() {
            return url + (made ? " was made" : " is connected") + ": " + Counted.of(tasks, "task")
                    + (imported == 0 ? "" : ", " + imported + " of them imported now")
                    + (lacking == 0
                            ? ""
                            : "; " + Counted.of(lacking, "example has", "examples have") + " no task there");
        }
    }

    /**
     * Connects.
     *
     * @throws ServerException if the server cannot be asked, or its project does not fit
     * @throws InputException if the project cannot be read or written, another process has it, or it is connected otherwise already
     */
    public static Result run(Project project, Request request, StudioServer server, Progress progress)
            throws IOException, InputException {
        OutputLock lock = project.lock();
        try (lock) {
            return new ConnectJob(project, request, server, progress).connect();
        }
    }

    private Result connect() throws IOException, InputException {
        boolean known = StudioLink.exists(project);
        StudioLink link = known ? StudioLink.read(project) : made();
        int number = link.settings().project();
        link.settings().check(project, request.studioProject());
        LabelConfig.control(
                server.project(number), Optional.of(link.settings().control()), project.settings(), server.url());
        int imported = link.settings().ours() ? importLacking(link) : 0;
        int lacking = lacking(link).size();
        return new Result(
                server.url() + "/projects/" + number,
                !known && request.studioProject().isEmpty(),
                server.totals(number).tasks(),
                imported,
                lacking);
    }

    /** A new connection, written down. */
    private StudioLink made() throws IOException, InputException {
        boolean ours = request.studioProject().isEmpty();
        if (ours) {
            checkShowable();
        }
        int number = ours
                ? server.createProject(title(), LabelConfig.of(project.settings()))
                : request.studioProject().get();
        JsonNode settings = server.project(number);
        String control = LabelConfig.control(settings, request.control(), project.settings(), server.url());
        String idField = ours ? TaskNames.EXAMPLE : idField(number);
        if (ours) {
            request.images().prepare(server, number, kind(), folder());
        }
        StudioLink link = StudioLink.of(project, new StudioLink.Settings(server.url(), number, control, idField, ours));
        link.write();
        return link;
    }

    private void checkShowable() throws InputException {
        if (kind() == DataKind.EMBEDDINGS) {
            throw InputException.inFile(
                    project.folder(),
                    "has embeddings, which nobody can look at",
                    "images or a table",
                    "make a Label Studio project of what they were made from, with the id of each in a field of the tasks' data"
                            + " named example, and connect it with --project N");
        }
    }

    private DataKind kind() {
        return project.settings().get(ProjectKeys.DATA_KIND);
    }

    private Path folder() {
        return project.settings().data().path().toAbsolutePath().normalize();
    }

    private String title() {
        // Label Studio takes 3 to 50 characters.
        String name = request.title()
                .orElseGet(() -> "relabel4j "
                        + project.folder().toAbsolutePath().normalize().getFileName());
        return name.length() > 50 ? name.substring(0, 50) : name;
    }

    private String idField(int number) throws IOException, InputException {
        Collection<StudioTask> tasks =
                server.tasks(number, Optional.empty(), false).values();
        if (request.idField().isPresent() || tasks.isEmpty()) {
            return request.idField().orElse(TaskNames.EXAMPLE);
        }
        List<String> usual = Stream.concat(
                        Stream.of(TaskNames.EXAMPLE), project.settings().get(ProjectKeys.DATA_ID).stream())
                .toList();
        Optional<String> field = TaskNames.find(project.tasks(), tasks, usual);
        return field.orElseThrow(() -> new ServerException(server.url() + "/projects/" + number
                + ": its tasks have the fields " + fields(tasks)
                + ", of which none holds the ids of the project's examples, such as \"" + firstExample()
                + "\"; import tasks with a field named example that does, or say which one does: --id-field"));
    }

    private String firstExample() {
        try {
            return project.tasks().get(0);
        } catch (InputException e) {
            return "";
        }
    }

    private static String fields(Collection<StudioTask> tasks) {
        Set<String> fields = new TreeSet<>();
        tasks.forEach(task -> task.data().fieldNames().forEachRemaining(fields::add));
        return String.join(", ", fields);
    }

    /** Imports what has no task, and tells how many; an answer that got lost is no reason to import twice. */
    private int importLacking(StudioLink link) throws IOException, InputException {
        TaskData data = new TaskData(project, folder(), request.images());
        Ids lacking = lacking(link);
        int all = lacking.size();
        for (int tries = 1; ; tries++) {
            try {
                for (int start = 0; start < lacking.size(); start += IMPORTED_AT_ONCE) {
                    progress.update("importing tasks", start, lacking.size());
                    ArrayNode tasks = StudioHttp.JSON.createArrayNode();
                    for (int n = start; n < Math.min(lacking.size(), start + IMPORTED_AT_ONCE); n++) {
                        ObjectNode fields = data.of(lacking.get(n));
                        tasks.addObject().set("data", fields);
                    }
                    server.importTasks(link.settings().project(), tasks);
                }
                return all;
            } catch (ServerException e) {
                if (!e.mayPass() || tries == TRIES) {
                    throw e;
                }
                lacking = lacking(link);
            }
        }
    }

    /** The examples without a task. */
    private Ids lacking(StudioLink link) throws IOException, InputException {
        Ids examples = project.tasks();
        TaskNames names = new TaskNames(examples, link.settings().idField());
        Set<String> there = new HashSet<>();
        for (StudioTask task :
                server.tasks(link.settings().project(), Optional.empty(), false).values()) {
            names.of(task).ifPresent(there::add);
        }
        Ids lacking = new Ids();
        IntStream.range(0, examples.size())
                .mapToObj(examples::get)
                .filter(example -> !there.contains(example))
                .forEach(lacking::add);
        return lacking;
    }
}
