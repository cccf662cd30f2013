package org.relabel4j.labeling.studio;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;

/**
 * How a project hangs together with one of Label Studio: the file {@code label-studio.json} in its folder. No token is in it. Whoever
 * changes it holds the project's lock.
 */
final class StudioLink {
    static final String FILE = "label-studio.json";
    private static final int VERSION = 1;

    private final Path file;
    private final Settings settings;

    /** Name of each person in the log, by the server's number; it stays, whatever becomes of the address. */
    private final Map<String, String> people;

    /** What was read of each task, by the server's number. */
    private final Map<Long, Seen> tasks;

    private Optional<Instant> since;
    private int uncounted;
    private Optional<Asked> asked;

    /**
     * What does not change.
     *
     * @param url address of the server
     * @param project the server's number
     * @param control which control of the project gives the labels
     * @param idField which field of a task's data holds the example's id, or {@link TaskNames#TASK_ID}
     * @param ours whether the project was made by this program, which may add tasks to it then
     */
    record Settings(String url, int project, String control, String idField, boolean ours) {
        /** @throws InputException if the user names another project of the server */
        void check(Project own, Optional<Integer> number) throws InputException {
            if (number.filter(other -> other != project).isPresent()) {
                throw InputException.inFile(
                        own.folder(),
                        "is connected with project " + project + " of " + url,
                        "--project " + project,
                        "to connect it with another, remove " + FILE + " there first; no label is lost by that");
            }
        }
    }

    /**
     * A task at the last pull.
     *
     * @param answered see {@link StudioTask#answered}
     * @param counted see {@link StudioTask#counted}
     */
    record Seen(int answered, int counted) {
        static Seen of(StudioTask task) {
            return new Seen(task.answered(), task.counted());
        }
    }

    /**
     * What a round asks for, written down before the server hears of it: a push that was broken off goes on with the same.
     *
     * @param round its number
     * @param tasks the batch, in rank order
     * @param had how many answers each had when the round was made
     * @param labels entries of the log then
     * @param version name of the order on the server; empty until it is there as a whole
     * @param done whether all was done
     */
    record Asked(int round, List<Long> tasks, List<Integer> had, int labels, String version, boolean done) {
        Asked withVersion(String name) {
            return new Asked(round, tasks, had, labels, name, false);
        }

        Asked finished() {
            return new Asked(round, tasks, had, labels, version, true);
        }
    }

    /** The file's content. */
    private record Content(
            int version,
            Settings settings,
            Map<String, String> people,
            String since,
            int uncounted,
            Map<Long, int[]> tasks,
            Asked asked) {}

    private StudioLink(Path file, Settings settings) {
        this.file = file;
        this.settings = settings;
        this.people = new TreeMap<>();
        this.tasks = new TreeMap<>();
        this.since = Optional.empty();
        this.asked = Optional.empty();
    }

    /** Whether a project has one. */
    static boolean exists(Project project) {
        return Files.exists(project.folder().resolve(FILE));
    }

    /** A new one, as yet not written. */
    static StudioLink of(Project project, Settings settings) {
        return new StudioLink(project.folder().resolve(FILE), settings);
    }

    /**
     * Reads it.
     *
     * @throws InputException if there is none, or it was damaged
     */
    static StudioLink read(Project project) throws InputException {
        Path file = project.folder().resolve(FILE);
        if (!Files.exists(file)) {
            throw InputException.inFile(
                    project.folder(),
                    "is not connected to a Label Studio project",
                    "",
                    "do so with relabel4j label-studio init " + project.folder() + " --url URL --project N");
        }
        try {
            JsonNode node = StudioHttp.JSON.readTree(Files.readAllBytes(file));
            Content content = StudioHttp.JSON.convertValue(node, new TypeReference<Content>() {});
            if (content.version() != VERSION || content.settings() == null) {
                throw new IOException("has version " + content.version());
            }
            StudioLink link = new StudioLink(file, content.settings());
            link.people.putAll(content.people());
            content.tasks().forEach((id, counts) -> link.tasks.put(id, new Seen(counts[0], counts[1])));
            link.since = Optional.ofNullable(content.since()).map(Instant::parse);
            link.uncounted = content.uncounted();
            link.asked = Optional.ofNullable(content.asked());
            return link;
        } catch (IOException | RuntimeException e) {
            throw InputException.inFile(
                    file,
                    "is not as relabel4j label-studio has written it",
                    "",
                    "remove it and connect the project again with relabel4j label-studio init; no label is lost by that");
        }
    }

    /** Writes it, as a whole or not at all. */
    void write() throws InputException {
        Map<Long, int[]> counts = new TreeMap<>();
        tasks.forEach((id, seen) -> counts.put(id, new int[] {seen.answered(), seen.counted()}));
        Content content = new Content(
                VERSION,
                settings,
                people,
                since.map(Instant::toString).orElse(null),
                uncounted,
                counts,
                asked.orElse(null));
        ObjectNode node = StudioHttp.JSON.valueToTree(content);
        AtomicFiles.write(file, stream -> stream.write(StudioHttp.JSON.writeValueAsBytes(node)));
    }

    Settings settings() {
        return settings;
    }

    /** Names of people by the server's numbers; may be added to. */
    Map<String, String> people() {
        return people;
    }

    /** What is known of the tasks, by number; may be changed. */
    Map<Long, Seen> tasks() {
        return tasks;
    }

    /** The latest change that was read; empty before the first pull. */
    Optional<Instant> since() {
        return since;
    }

    void setSince(Instant time) {
        since = Optional.of(time);
    }

    /** How many annotations more the server counts than it has; its counter can go wrong. */
    int uncounted() {
        return uncounted;
    }

    void setUncounted(int number) {
        uncounted = number;
    }

    /** What the last push asked for. */
    Optional<Asked> asked() {
        return asked;
    }

    void setAsked(Asked now) {
        asked = Optional.of(now);
    }

    /** Annotations of all tasks, as the server counts them. */
    int counted() {
        List<Seen> all = new ArrayList<>(tasks.values());
        return all.stream().mapToInt(Seen::counted).sum() + uncounted;
    }
}
