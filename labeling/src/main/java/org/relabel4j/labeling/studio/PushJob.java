package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.Rounds;

/**
 * Lets Label Studio ask what the last round chose, in rank order: each task of the batch for one answer more than it had.
 *
 * <p>The community edition offers, of the tasks that are not closed, the one with the lowest score of the project's model version. So
 * the order goes there as predictions that say nothing; tasks that have answers are opened again for one more; then the project is
 * switched to the new order, and what the last round left open is closed. Behind the batch comes a reserve of tasks without a label, so
 * that nobody waits while others hold the last ones. Every step leaves the server in a state that works, and can be done again: a push
 * that was killed and is run again ends in the same state.
 */
public final class PushJob {
    private static final String PREFIX = "relabel4j-";
    private static final int SMALLEST_RESERVE = 10;

    private final Project project;
    private final StudioServer server;
    private final StudioLink link;
    private final Progress progress;
    private final int number;

    private PushJob(Project project, StudioServer server, StudioLink link, Progress progress) {
        this.project = project;
        this.server = server;
        this.link = link;
        this.progress = progress;
        this.number = link.settings().project();
    }

    /**
     * A task that is asked for.
     *
     * @param rank from 1
     * @param task the server's number
     * @param example its id
     */
    public record Place(int rank, long task, String example) {
        private static final CsvTable<Place> TABLE = new CsvTable<>(List.of(
                new Column<>("rank", place -> Integer.toString(place.rank())),
                new Column<>("task", place -> Long.toString(place.task())),
                new Column<>("example", Place::example)));
    }

    /**
     * What was asked for.
     *
     * @param round the round's number
     * @param places the batch, in rank order
     * @param repeats how many of them had answers on the server
     * @param reserve tasks behind it
     * @param closed tasks that were closed since an earlier round had left them open
     */
    public record Result(int round, List<Place> places, int repeats, int reserve, int closed) {
        /**
         * Writes the batch, with the numbers that its tasks have in Label Studio.
         *
         * @param file CSV with the columns {@code rank}, {@code task} and {@code example}
         * @throws InputException if it cannot be written
         */
        public void write(Path file) throws InputException {
            AtomicFiles.write(
                    file, stream -> stream.write(Place.TABLE.text(places).getBytes(StandardCharsets.UTF_8)));
        }

        /** In one line. */
        public String line() {
            return "round " + round + " is asked for: " + Counted.of(places.size(), "task") + ", " + repeats
                    + " of them for a further answer; " + reserve + " in reserve"
                    + (closed == 0 ? "" : "; " + closed + " of earlier rounds closed");
        }
    }

    /**
     * Pushes the last round.
     *
     * @throws ServerException if the server cannot be brought where it should be; running again goes on
     * @throws InputException if there is no round, or another process has the project
     */
    public static Result run(Project project, StudioServer server, Progress progress)
            throws IOException, InputException {
        OutputLock lock = project.lock();
        try (lock) {
            return new PushJob(project, server, StudioLink.read(project), progress).push();
        }
    }

    private Result push() throws IOException, InputException {
        int round = new Rounds(project.roundsFolder())
                .last()
                .orElseThrow(() -> InputException.inFile(
                        project.folder(), "has no round", "", "make one with relabel4j next " + project.folder()));
        JsonNode settings = assertSettings();
        progress.update("reading Label Studio", 0, 0);
        Map<Long, StudioTask> tasks = server.tasks(number, Optional.empty(), false);
        Map<String, StudioTask> byExample = byExample(tasks);
        StudioLink.Asked asked = asked(round, byExample);
        List<Long> reserve = reserve(round, tasks, byExample, asked);
        asked = order(settings, asked, reserve);
        openBatch(tasks, asked);
        switchTo(settings, asked.version());
        int closed = closeOthers(tasks, asked);
        deleteOthers(asked.version());
        link.setAsked(asked.finished());
        link.write();
        return result(asked, reserve.size(), closed, byExample);
    }

    /** Brings the project's settings where the order counts, and tells how they are. Somebody may have changed them in a browser. */
    private JsonNode assertSettings() throws ServerException {
        JsonNode settings = server.project(number);
        ObjectNode wanted = StudioHttp.JSON
                .createObjectNode()
                .put("sampling", "Uncertainty sampling")
                // More would offer tasks that are begun first, at random.
                .put("maximum_annotations", 1)
                .put("show_overlap_first", false)
                // If false, saving the settings in a browser forgets the order.
                .put("show_collab_predictions", true);
        ObjectNode changes = StudioHttp.JSON.createObjectNode();
        wanted.properties().stream()
                .filter(entry -> !entry.getValue().equals(settings.get(entry.getKey())))
                .forEach(entry -> changes.set(entry.getKey(), entry.getValue()));
        if (!changes.isEmpty()) {
            server.changeProject(number, changes);
        }
        return settings;
    }

    private Map<String, StudioTask> byExample(Map<Long, StudioTask> tasks) throws InputException {
        TaskNames names = new TaskNames(project.tasks(), link.settings().idField());
        Map<String, StudioTask> byExample = new LinkedHashMap<>();
        for (StudioTask task : tasks.values()) {
            names.of(task).ifPresent(example -> byExample.putIfAbsent(example, task));
        }
        return byExample;
    }

    /** What the round asks for: as it was written down by a push of the same round before, or else now. */
    private StudioLink.Asked asked(int round, Map<String, StudioTask> byExample)
            throws InputException, ServerException {
        Optional<StudioLink.Asked> before = link.asked().filter(asked -> asked.round() == round);
        if (before.isPresent()) {
            return before.get();
        }
        List<Long> ids = new ArrayList<>();
        List<Integer> had = new ArrayList<>();
        int absent = 0;
        for (BatchRow row : new Rounds(project.roundsFolder()).batch(round)) {
            StudioTask task = byExample.get(row.task());
            if (task == null) {
                absent++;
                continue;
            }
            ids.add(task.id());
            // The answers that the round knew of: one that came since is the one that it asks for.
            StudioLink.Seen seen = link.tasks().get(task.id());
            had.add(seen == null ? task.answered() : seen.answered());
        }
        if (absent > 0) {
            progress.note(Counted.of(absent, "example of the batch has", "examples of the batch have")
                    + " no task in Label Studio, and " + Counted.noun(absent, "is", "are")
                    + " left out; import with relabel4j label-studio init " + project.folder());
        }
        if (ids.isEmpty()) {
            throw new ServerException(server.url() + ": has a task for none of the batch's examples; check the field \""
                    + link.settings().idField() + "\" of the tasks' data, or import the tasks");
        }
        int labels = project.log().entries().size();
        StudioLink.Asked asked = new StudioLink.Asked(round, ids, had, labels, "", false);
        link.setAsked(asked);
        link.write();
        return asked;
    }

    /** Tasks that nobody has answered, of examples that nobody has labelled elsewhere, in an order that is the round's. */
    private List<Long> reserve(
            int round, Map<Long, StudioTask> tasks, Map<String, StudioTask> byExample, StudioLink.Asked asked)
            throws InputException {
        Set<String> said = project.log().entries().stream()
                .map(logged -> logged.entry().task())
                .collect(Collectors.toSet());
        Set<Long> batch = new HashSet<>(asked.tasks());
        List<Long> free = new ArrayList<>();
        byExample.forEach((example, task) -> {
            boolean open = task.answered() == 0 && !task.closed();
            if (open && !batch.contains(task.id()) && !said.contains(example)) {
                free.add(task.id());
            }
        });
        Collections.shuffle(free, new Random(round));
        return free.subList(
                0,
                Math.min(free.size(), Math.max(SMALLEST_RESERVE, asked.tasks().size())));
    }

    /** Brings the order to the server under a name of its own, unless a push that was broken off has done so. */
    private StudioLink.Asked order(JsonNode settings, StudioLink.Asked asked, List<Long> reserve)
            throws IOException, InputException {
        Map<String, Integer> versions = server.versions(number);
        if (!asked.version().isEmpty() && versions.containsKey(asked.version())) {
            return asked;
        }
        String name = "";
        for (int attempt = 1; name.isEmpty() || versions.containsKey(name); attempt++) {
            name = String.format(Locale.ROOT, PREFIX + "%04d-%02d", asked.round(), attempt);
        }
        List<Long> all = new ArrayList<>(asked.tasks());
        all.addAll(reserve);
        progress.update("bringing the order to Label Studio", 0, 0);
        server.importOrder(number, name, all);
        StudioLink.Asked there = asked.withVersion(name);
        link.setAsked(there);
        link.write();
        return there;
    }

    private void openBatch(Map<Long, StudioTask> tasks, StudioLink.Asked asked) throws ServerException {
        for (int n = 0; n < asked.tasks().size(); n++) {
            progress.update("opening tasks", n, asked.tasks().size());
            StudioTask task = tasks.get(asked.tasks().get(n));
            if (task == null) {
                continue; // It was deleted.
            }
            int wanted = asked.had().get(n) + 1;
            boolean answered = task.answered() >= wanted;
            if (answered != task.closed() || !answered && task.overlap() != wanted) {
                server.changeTask(task.id(), Math.max(wanted, task.answered()), answered);
            }
        }
    }

    /** The moment from which annotators are asked in the new order. */
    private void switchTo(JsonNode settings, String version) throws ServerException {
        if (!settings.path("model_version").asText().equals(version)) {
            server.changeProject(number, StudioHttp.JSON.createObjectNode().put("model_version", version));
        }
    }

    private int closeOthers(Map<Long, StudioTask> tasks, StudioLink.Asked asked) throws ServerException {
        Set<Long> batch = new HashSet<>(asked.tasks());
        int closed = 0;
        for (StudioTask task : tasks.values()) {
            if (!task.closed() && task.answered() > 0 && !batch.contains(task.id())) {
                server.changeTask(task.id(), task.answered(), true);
                closed++;
            }
        }
        return closed;
    }

    private void deleteOthers(String version) throws ServerException {
        for (String other : server.versions(number).keySet()) {
            if (other.startsWith(PREFIX) && !other.equals(version)) {
                server.deleteVersion(number, other);
            }
        }
    }

    private static Result result(StudioLink.Asked asked, int reserve, int closed, Map<String, StudioTask> byExample) {
        Map<Long, String> examples = new LinkedHashMap<>();
        byExample.forEach((example, task) -> examples.put(task.id(), example));
        List<Place> places = new ArrayList<>();
        for (Long task : asked.tasks()) {
            places.add(new Place(places.size() + 1, task, examples.getOrDefault(task, "")));
        }
        int repeats = (int) asked.had().stream().filter(had -> had > 0).count();
        return new Result(asked.round(), places, repeats, reserve, closed);
    }
}
