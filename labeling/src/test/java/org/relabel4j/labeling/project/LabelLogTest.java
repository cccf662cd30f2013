package org.relabel4j.labeling.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.LabelEntry.Kind;

class LabelLogTest {
    private static final List<String> CLASSES = List.of("cat", "dog");

    @TempDir
    private Path folder;

    private LabelLog log;

    @BeforeEach
    void open() {
        log = new LabelLog(folder, false);
    }

    private static LabelEntry label(String task, String annotator, String label) {
        return new LabelEntry(Kind.LABEL, task, annotator, label, Optional.empty(), "test");
    }

    private static LabelEntry at(int second, Kind kind, String task, String annotator, String label) {
        return new LabelEntry(kind, task, annotator, label, Optional.of(Instant.ofEpochSecond(second)), "test");
    }

    private static Ids tasks() {
        Ids ids = new Ids();
        List.of("a", "b", "c").forEach(ids::add);
        return ids;
    }

    private LabelState state() throws InputException {
        return LabelState.of(log.entries(), tasks(), CLASSES, List.of());
    }

    private List<String> said() throws InputException {
        LabelState state = state();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < state.annotations().numExamples(); i++) {
            for (int a = state.annotations().rowStart(i);
                    a < state.annotations().rowEnd(i);
                    a++) {
                said.add(tasks().get(i) + " "
                        + state.annotators().get(state.annotations().annotatorAt(a)) + " "
                        + CLASSES.get(state.annotations().labelAt(a)));
            }
        }
        return said;
    }

    @Test
    void theSameFileTwiceChangesNothing() throws Exception {
        List<LabelEntry> file = List.of(label("a", "ann", "cat"), label("b", "ann", "dog"));

        assertEquals(new LabelLog.Added(2, 0), log.append(file));
        assertEquals(new LabelLog.Added(0, 2), log.append(file));

        assertEquals(2, log.entries().size());
        assertEquals(1, files().size());
    }

    @Test
    void aFileThatHasGrownAddsWhatIsNew() throws Exception {
        log.append(List.of(label("a", "ann", "cat")));

        LabelLog.Added added = log.append(List.of(label("a", "ann", "cat"), label("a", "bob", "dog")));

        assertEquals(new LabelLog.Added(1, 1), added);
        assertEquals(List.of("a ann cat", "a bob dog"), said());
    }

    @Test
    void whoChangesHisMindAndBackWithinOneFileIsKeptThrice() throws Exception {
        List<LabelEntry> file = List.of(label("a", "ann", "cat"), label("a", "ann", "dog"), label("a", "ann", "cat"));

        assertEquals(new LabelLog.Added(3, 0), log.append(file));
        assertEquals(new LabelLog.Added(0, 3), log.append(file));

        assertEquals(List.of("a ann cat"), said());
    }

    @Test
    void anOlderFileAddedLaterDoesNotWin() throws Exception {
        log.append(List.of(at(20, Kind.LABEL, "a", "ann", "dog")));
        log.append(List.of(at(10, Kind.LABEL, "a", "ann", "cat")));

        assertEquals(List.of("a ann dog"), said());
        assertEquals(2, log.entries().size());
    }

    @Test
    void theOrderInWhichFilesComeDoesNotMatterWhereTimesAreKnown() throws Exception {
        List<LabelEntry> entries = List.of(
                at(1, Kind.LABEL, "a", "ann", "cat"),
                at(2, Kind.SKIP, "b", "ann", ""),
                at(3, Kind.LABEL, "a", "ann", "dog"),
                at(4, Kind.LABEL, "c", "bob", "dog"),
                at(5, Kind.WITHDRAWN, "c", "bob", ""));
        log.append(entries);
        LabelState forwards = state();
        Path other = Files.createDirectory(folder.resolve("other"));
        log = new LabelLog(other, false);
        List<LabelEntry> backwards = new ArrayList<>(entries);
        Collections.reverse(backwards);
        for (LabelEntry entry : backwards) {
            log.append(List.of(entry));
        }

        assertEquals(forwards.annotations(), state().annotations());
        assertEquals(List.of("a ann dog"), said());
        assertArrayEquals(new int[] {1}, state().skips().get(0));
    }

    @Test
    void labelsAreInTheOrderOfTheirTimes() throws Exception {
        log.append(List.of(at(2, Kind.LABEL, "a", "bob", "dog")));
        log.append(List.of(at(1, Kind.LABEL, "a", "ann", "cat"), label("a", "cyd", "cat")));

        assertEquals(List.of("a cyd cat", "a ann cat", "a bob dog"), said());
    }

    @Test
    void aKnownAnswerCanBeCorrectedAndBack() throws Exception {
        for (String answer : List.of("cat", "dog", "dog", "cat")) {
            log.append(List.of(new LabelEntry(Kind.GOLD, "a", "", answer, Optional.empty(), "test")));
            assertEquals(CLASSES.indexOf(answer), state().gold()[0]);
        }
        assertEquals(3, log.entries().size());
    }

    @Test
    void aSkipIsNoLabelAndGoldIsNobodys() throws Exception {
        log.append(List.of(
                label("a", "ann", "cat"),
                new LabelEntry(Kind.SKIP, "a", "ann", "", Optional.empty(), "test"),
                new LabelEntry(Kind.GOLD, "b", "", "dog", Optional.empty(), "test")));

        assertEquals(List.of(), said());
        assertEquals(List.of("ann"), state().annotators());
        assertArrayEquals(new int[] {-1, 1, -1}, state().gold());
    }

    @Test
    void labelsOfExamplesThatAreGoneAreCountedAndKept() throws Exception {
        log.append(List.of(label("gone", "ann", "cat"), label("a", "ann", "cat")));

        assertEquals(1, state().outside());
        assertEquals(2, log.entries().size());
    }

    @Test
    void annotatorsAreInTheOrderOfTheirNumbers() throws Exception {
        log.append(List.of(label("a", "10", "cat"), label("a", "9", "cat"), label("a", "ann", "cat")));

        assertEquals(List.of("9", "10", "ann"), state().annotators());
    }

    @Test
    void textOfAnyKindComesBack() throws Exception {
        LabelEntry odd = new LabelEntry(
                Kind.LABEL, "a", "Ann, \"the\" first\nline", "cat", Optional.of(Instant.ofEpochSecond(1, 1000)), "x,y");
        log.append(List.of(odd));

        assertEquals(odd, log.entries().get(0).entry());
    }

    @Test
    void filesOfOthersAndLeftoversAreNoPartOfTheLog() throws Exception {
        log.append(List.of(label("a", "ann", "cat")));
        Files.writeString(folder.resolve("000002.csv.tmp"), "half a fi");
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertEquals(1, log.entries().size());
        log.append(List.of(label("b", "ann", "cat")));
        assertTrue(Files.exists(folder.resolve("000002.csv")));
    }

    @Test
    void aFileDamagedByHandIsNamed() throws Exception {
        log.append(List.of(label("a", "ann", "cat")));
        Path file = folder.resolve("000001.csv");
        Files.writeString(file, Files.readString(file).replace("label,a", "lable,a"));

        InputException error = assertThrows(InputException.class, () -> log.entries());
        assertTrue(
                error.getMessage().contains("000001.csv:2: kind is 'lable', expected label, skip, withdrawn or gold"),
                error::getMessage);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
