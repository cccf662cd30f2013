package org.relabel4j.labeling.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * All that people said, in the order in which it came: a folder of CSV files {@code 000001.csv, 000002.csv, ...}, one for each time that
 * something came. A file is put in place whole and never changed, so nothing that was said is lost or overwritten.
 */
public final class LabelLog {
    private final Path folder;
    private final CsvTable<Logged> table;

    /** @param areSets whether labels are sets of classes: then their column is called so, that no log is read as the other kind */
    LabelLog(Path folder, boolean areSets) {
        this.folder = folder;
        this.table = areSets
                ? table("set", "with one class an example; take multi-label out of project.yaml")
                : table("label", "with several classes an example; put multi-label: true back into project.yaml");
    }

    /** @param otherwise what project the log is of if it has no such column, and how to mend that */
    private static CsvTable<Logged> table(String label, String otherwise) {
        return new CsvTable<>(
                List.of(
                        new Column<>("kind", row -> row.entry().kind().name().toLowerCase(Locale.ROOT)),
                        new Column<>("task", row -> row.entry().task()),
                        new Column<>("annotator", row -> row.entry().annotator()),
                        new Column<>(label, row -> row.entry().label()),
                        new Column<>(
                                "given",
                                row -> row.entry()
                                        .given()
                                        .map(Instant::toString)
                                        .orElse("")),
                        new Column<>("added", row -> row.added().toString()),
                        new Column<>("source", row -> row.entry().source())),
                row -> new Logged(
                        new LabelEntry(
                                row.choice("kind", LabelEntry.Kind.class),
                                row.text("task"),
                                row.text("annotator"),
                                row.text(label, "the log is of a project " + otherwise),
                                row.optionalTime("given"),
                                row.text("source")),
                        row.optionalTime("added").orElse(Instant.EPOCH)));
    }

    /**
     * An entry with the time at which it was added.
     *
     * @param added by this program, in UTC
     */
    public record Logged(LabelEntry entry, Instant added) {}

    /**
     * What became of entries that came.
     *
     * @param added those that are new
     * @param known those that the log had already
     */
    public record Added(int added, int known) {}

    /** What makes two entries the same; where it came from does not. */
    private record Key(LabelEntry.Kind kind, String task, String annotator, String label, Optional<Instant> given) {
        static Key of(LabelEntry entry) {
            return new Key(entry.kind(), entry.task(), entry.annotator(), entry.label(), entry.given());
        }
    }

    /**
     * Everything, in order.
     *
     * @throws InputException if a file cannot be read, or was damaged by hand
     */
    public List<Logged> entries() throws InputException {
        List<Logged> all = new ArrayList<>();
        for (Path file : files()) {
            all.addAll(table.read(file));
        }
        return all;
    }

    /**
     * Adds entries that the log does not have. One that stands n times among these and m times in the log is added n - m times: so the
     * same file again, or one that has grown, adds what is new.
     *
     * @throws InputException if the log cannot be read or written; then nothing was added
     */
    public Added append(List<LabelEntry> entries) throws InputException {
        Map<Key, Integer> known = new HashMap<>();
        Map<String, String> gold = new HashMap<>();
        for (Logged logged : entries()) {
            known.merge(Key.of(logged.entry()), 1, Integer::sum);
            if (logged.entry().kind() == LabelEntry.Kind.GOLD) {
                gold.put(logged.entry().task(), logged.entry().label());
            }
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<Logged> fresh = new ArrayList<>();
        for (LabelEntry entry : entries) {
            if (isNew(entry, known, gold)) {
                fresh.add(new Logged(entry, now));
            }
        }
        if (!fresh.isEmpty()) {
            byte[] text = table.text(fresh).getBytes(StandardCharsets.UTF_8);
            AtomicFiles.write(next(), stream -> stream.write(text));
        }
        return new Added(fresh.size(), entries.size() - fresh.size());
    }

    /** Without a time, a known answer is new if it is another than the last one: who corrects it back means it. */
    private static boolean isNew(LabelEntry entry, Map<Key, Integer> known, Map<String, String> gold) {
        if (entry.kind() == LabelEntry.Kind.GOLD && entry.given().isEmpty()) {
            return !entry.label().equals(gold.put(entry.task(), entry.label()));
        }
        Integer left = known.computeIfPresent(Key.of(entry), (key, count) -> count - 1);
        return left == null || left < 0;
    }

    private Path next() throws InputException {
        List<Path> files = files();
        int number = files.isEmpty()
                ? 0
                : Integer.parseInt(
                        files.get(files.size() - 1).getFileName().toString().replace(".csv", ""));
        return folder.resolve(String.format(Locale.ROOT, "%06d.csv", number + 1));
    }

    private List<Path> files() throws InputException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6,9}\\.csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InputException.unreadable(folder, e);
        }
    }
}
