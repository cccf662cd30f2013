package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.LabelOptions.Repeats;

class CheckedLabelsTest {
    private static final List<String> CLASSES = List.of("cat", "dog", "fox");
    private static final LabelOptions SETS = LabelOptions.defaults()
            .withClasses(CLASSES)
            .withRepeats(Repeats.LAST)
            .withSets("|");

    @TempDir
    private Path folder;

    private final Ids tasks = new Ids();

    private CheckedLabels read(LabelOptions options, String... rows) throws IOException, InputException {
        if (tasks.size() == 0) {
            List.of("a", "b", "c").forEach(tasks::add);
        }
        Path file = Files.writeString(folder.resolve("labels.csv"), String.join("\n", rows) + "\n");
        LabelTable table = LabelFiles.read(List.of(file), options);
        return CheckedLabels.of(table, tasks, Path.of("examples.csv"), CLASSES);
    }

    private static List<String> shown(CheckedLabels labels) {
        return IntStream.range(0, labels.size())
                .mapToObj(n -> labels.task(n) + " " + labels.annotator(n) + " " + labels.label(n))
                .toList();
    }

    @Test
    void repeatsOfSingleLabelsAreKeptInOrder() throws Exception {
        CheckedLabels labels = read(
                LabelOptions.defaults().withClasses(CLASSES).withRepeats(Repeats.LAST),
                "task,annotator,label",
                "a,ann,cat",
                "a,ann,dog",
                "b,bob,fox");

        assertEquals(List.of("a ann cat", "a ann dog", "b bob fox"), shown(labels));
    }

    @Test
    void setsAreWrittenInTheOrderOfTheClasses() throws Exception {
        CheckedLabels labels =
                read(SETS, "task,annotator,label", "a,ann,fox|cat", "a,bob,|", "b,ann,", "c,ann,?", "c,bob,dog");

        assertEquals(List.of("a ann cat|fox", "a bob |", "b ann |", "c bob dog"), shown(labels));
        assertEquals(Optional.empty(), labels.time(0));
        assertTrue(labels.notes().get(0).startsWith("1 row has no answer"), labels.notes()::toString);
    }

    @Test
    void rowsOfOneClassEachAreASet() throws Exception {
        CheckedLabels labels =
                read(SETS, "task,annotator,label", "a,ann,fox", "b,ann,dog", "a,bob,cat", "a,ann,cat", "a,ann,fox");

        assertEquals(List.of("a ann cat|fox", "b ann dog", "a bob cat"), shown(labels));
    }

    @Test
    void whoGivesAWholeSetAgainHasChangedTheirMind() throws Exception {
        CheckedLabels labels = read(SETS, "task,annotator,label", "a,ann,cat|fox", "a,ann,dog", "a,ann,|");

        assertEquals(List.of("a ann cat|fox", "a ann dog", "a ann |"), shown(labels));
    }

    @Test
    void eachTimeHasItsOwnSet() throws Exception {
        CheckedLabels labels = read(
                SETS,
                "task,annotator,label,updated_at",
                "a,ann,cat,2026-01-02T00:00:00Z",
                "a,ann,fox,2026-01-02T00:00:00Z",
                "a,ann,dog,2026-01-01T00:00:00Z");

        assertEquals(List.of("a ann cat|fox", "a ann dog"), shown(labels));
        assertEquals(Optional.of(Instant.parse("2026-01-01T00:00:00Z")), labels.time(1));
    }

    @Test
    void aColumnAClassIsASetToo() throws Exception {
        CheckedLabels labels = read(SETS, "task,annotator,cat,dog,fox", "a,ann,1,0,1", "b,ann,0,0,0");

        assertEquals(List.of("a ann cat|fox", "b ann |"), shown(labels));
    }

    @Test
    void aSetWithAnUnknownClassIsRefused() {
        InputException error = assertThrows(
                InputException.class, () -> read(SETS, "task,annotator,label", "a,ann,cat", "b,ann,cat|cow"));

        assertTrue(error.getMessage().contains("labels.csv:3: label is \"cow\""), error::getMessage);
    }

    private SortedMap<Integer, String> known(String... rows) throws IOException, InputException {
        List.of("a", "b", "c").forEach(tasks::add);
        Path file = Files.writeString(folder.resolve("gold.csv"), String.join("\n", rows) + "\n");
        return KnownLabelFile.readSets(file, tasks, Path.of("examples.csv"), CLASSES, "|", note -> {});
    }

    @Test
    void knownSetsAreReadByExample() throws Exception {
        assertEquals(new TreeMap<>(Map.of(1, "cat|fox", 2, "|")), known("task,label", "c,|", "b,fox|cat", "b,cat|fox"));
    }

    @Test
    void twoKnownSetsOfATaskAreRefused() {
        InputException error = assertThrows(InputException.class, () -> known("task,label", "b,cat|fox", "b,cat|dog"));

        assertTrue(
                error.getMessage().contains("gold.csv:3: label is \"cat|dog\", expected \"cat|fox\" as above"),
                error::getMessage);
    }
}
