package org.relabel4j.labeling.project;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.labeling.project.LabelEntry.Kind;

class AnswersTest {
    private static final List<String> CLASSES = List.of("sky", "sea", "car");

    private static ProjectSettings settings(String... overrides) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of("table.csv"));
        given.put("classes", CLASSES);
        return ProjectSettings.of(Path.of("project"), given, List.of(overrides));
    }

    private static Ids tasks() {
        Ids ids = new Ids();
        List.of("a", "b", "c").forEach(ids::add);
        return ids;
    }

    private static LabelLog.Logged logged(Kind kind, String task, String annotator, String label) {
        return new LabelLog.Logged(
                new LabelEntry(kind, task, annotator, label, Optional.empty(), "test"), Instant.EPOCH);
    }

    @Test
    void eachClassIsAQuestionToTheSamePeople() {
        List<LabelLog.Logged> log = List.of(
                logged(Kind.LABEL, "a", "bob", "sky|car"),
                logged(Kind.LABEL, "c", "ann", "sea"),
                logged(Kind.LABEL, "a", "ann", "|"),
                logged(Kind.SKIP, "b", "ann", ""),
                logged(Kind.GOLD, "b", "", "sky"),
                logged(Kind.LABEL, "c", "ann", "sea|sky"));

        Answers answers = Answers.of(log, tasks(), settings("multi-label=true"));

        // Row a: bob said {sky, car}, ann nothing; row c: ann's last word is {sky, sea}.
        ClassSets sets = answers.sets().orElseThrow();
        assertArrayEquals(new int[] {0, 2}, sets.setAt(0));
        assertArrayEquals(new int[0], sets.setAt(1));
        assertArrayEquals(new int[] {0, 1}, sets.setAt(2));
        int[][] yes = {{1, 0, 1}, {0, 0, 1}, {1, 0, 0}};
        int[] gold = {1, 0, 0};
        for (int k = 0; k < 3; k++) {
            LabelState question = answers.questions().get(k);
            Annotations annotations = question.annotations();
            assertEquals(sets.ofClass(k), annotations);
            assertArrayEquals(
                    yes[k], Stream.of(0, 1, 2).mapToInt(annotations::labelAt).toArray());
            assertArrayEquals(new int[] {-1, gold[k], -1}, question.gold());
            assertEquals(List.of("ann", "bob"), question.annotators());
            assertArrayEquals(new int[] {1}, question.skips().get(0));
        }
        assertEquals(
                List.of("sea|sky", "sky|car", "|"),
                Stream.of(2, 0, 1)
                        .map(a -> answers.names()
                                .get(answers.whole().annotations().labelAt(a)))
                        .toList());
    }

    @Test
    void oneClassAnExampleIsOneQuestion() {
        Answers answers = Answers.of(List.of(logged(Kind.LABEL, "a", "bob", "car")), tasks(), settings());

        assertSame(answers.whole(), answers.questions().get(0));
        assertEquals(1, answers.questions().size());
        assertEquals(CLASSES, answers.names());
        assertEquals(2, answers.whole().annotations().labelAt(0));
    }

    @Test
    void aClassThatIsNoneAnyMoreIsTold() {
        List<LabelLog.Logged> log = List.of(logged(Kind.LABEL, "a", "bob", "sky|cow"));

        var error = assertThrows(
                IllegalArgumentException.class, () -> Answers.of(log, tasks(), settings("multi-label=true")));

        assertTrue(error.getMessage().startsWith("the log has label \"sky|cow\", which is no set"), error::getMessage);
    }
}
