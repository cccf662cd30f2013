package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of Label Studio 1.23: the first ten tasks of made-up projects. The labels were read off them by hand. */
class LabelStudioTest {
    private static final LabelOptions PLAIN = LabelOptions.defaults();

    @TempDir
    Path folder;

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(LabelStudioTest.class.getResource("label-studio/" + name).toURI());
    }

    private static LabelTable read(String name, LabelOptions options) throws Exception {
        return LabelFiles.read(List.of(fixture(name)), options);
    }

    /** The labels of each task: its annotators and what they said. */
    private static List<String> labels(LabelTable table) {
        return IntStream.range(0, table.taskIds().size())
                .mapToObj(task -> table.taskIds().get(task)
                        + IntStream.range(0, table.size())
                                .filter(n -> table.taskAt(n) == task)
                                .mapToObj(n -> " " + table.annotatorIds().get(table.annotatorAt(n)) + "="
                                        + table.labelIds().get(table.labelAt(n)))
                                .reduce("", String::concat))
                .toList();
    }

    @Test
    void readsChoices() throws Exception {
        LabelTable table = read("choices-alias.json", PLAIN);

        assertEquals(
                List.of(
                        "41 2=R",
                        "42 3=G 4=G",
                        "43 4=G 2=G 3=R",
                        "44",
                        "45 4=R",
                        "46 2=R 3=R",
                        "47",
                        "48 3=G 4=R",
                        "49 4=G 2=R 3=R 5=G",
                        // Three times by one person; the last one changed counts.
                        "50 2=G"),
                labels(table));
        assertEquals(
                List.of(
                        "2 annotations are cancelled, and left out",
                        "1 annotation is marked as ground truth, and set apart: no labels of annotators",
                        "2 annotations are replaced by a later one of the same person, and left out",
                        "1 annotation is without an answer, and left out"),
                table.notes());
    }

    @Test
    void setsSkipsAndGroundTruthAside() throws Exception {
        LabelTable table = read("choices-alias.json", PLAIN);

        assertEquals(
                List.of("44 skipped by 2 at 2026", "45 skipped by 3 at 2026", "47 is R at 2026"),
                table.asides().stream()
                        .map(aside -> aside.task()
                                + (aside.skipped() ? " skipped by " + aside.annotator() : " is " + aside.label())
                                + " at "
                                + aside.given().orElseThrow().toString().substring(0, 4))
                        .toList());
    }

    @Test
    void readsAnAnnotationOfTheServer() throws Exception {
        try (JsonParser parser = new JsonFactory()
                .createParser("{\"completed_by\": 4, \"was_cancelled\": false, \"ground_truth\": true, \"result\":"
                        + " [{\"from_name\": \"c\", \"type\": \"rating\", \"value\": {\"rating\": 3}}]}")) {
            LabelStudioAnswer answer = LabelStudioAnswer.read("7", parser);

            assertEquals(LabelStudioAnswer.Standing.GROUND_TRUTH, answer.standing());
            assertEquals(Optional.of("3"), answer.label("c"));
            assertEquals(Optional.empty(), answer.label("d"));
        }
    }

    @Test
    void peopleMayBeObjects() throws Exception {
        assertEquals(
                List.of(
                        "1 2=green",
                        "2 3=green 4=red",
                        "3 4=red 2=red 3=red",
                        "4",
                        "5 4=green",
                        "6 2=red 3=blue",
                        "7",
                        "8 3=red 4=blue",
                        "9 4=green 2=blue 3=green 5=red",
                        "10 2=blue"),
                labels(read("choices-single.snapshot-with-emails.json", PLAIN)));
    }

    @Test
    void readsRatingsAndTheLeavesOfTaxonomies() throws Exception {
        assertEquals(
                List.of(
                        "81 2=1",
                        "82 3=5 4=5",
                        "83 4=1 2=2 3=1",
                        "84",
                        "85 4=2",
                        "86 2=5 3=5",
                        "87",
                        "88 3=2 4=4",
                        "89 4=3 2=1 3=1 5=5",
                        "90 2=2"),
                labels(read("rating.json", PLAIN)));
        assertEquals(
                List.of(
                        "121 2=Animal",
                        "122 3=Dog 4=Animal",
                        "123 4=Tree 2=Tree 3=Dog",
                        "124",
                        "125 4=Animal",
                        "126 2=Animal 3=Dog",
                        "127",
                        "128 3=Tree 4=Tree",
                        "129 4=Dog 2=Animal 3=Dog 5=Cat",
                        "130 2=Cat"),
                labels(read("taxonomy.json", PLAIN)));
    }

    @Test
    void ofSeveralControlsOneIsChosen() throws Exception {
        Path file = fixture("two-controls.json");
        Broken.refuses(
                file,
                "two-controls.json:1: has several controls: sentiment (choices), topic (choices), why (textarea),"
                        + " expected the one that gives the labels; say which: --control sentiment",
                () -> LabelFiles.read(List.of(file), PLAIN));
        Broken.refuses(
                file,
                "two-controls.json:1: has no answer to a control \"why\": there are sentiment (choices), topic (choices),"
                        + " why (textarea), expected the one that gives the labels; say which: --control sentiment",
                () -> LabelFiles.read(List.of(file), PLAIN.withControl("why")));
        assertEquals(
                List.of(
                        "101 2=bad",
                        "102 3=bad 4=good",
                        "103 4=bad 2=bad 3=good",
                        "104",
                        "105 4=bad",
                        "106 2=good 3=good",
                        "107",
                        "108 3=bad 4=good",
                        "109 4=good 2=good 3=bad 5=good",
                        "110 2=bad"),
                labels(LabelFiles.read(List.of(file), PLAIN.withControl("sentiment"))));
    }

    @Test
    void refusesSeveralChoicesAtOnceAndSpans() throws Exception {
        Path multiple = fixture("choices-multiple.json");
        Broken.refuses(
                multiple,
                "choices-multiple.json:1: task 22 has several labels at once in \"label\" (red, green, blue),"
                        + " expected one label for each task and annotator;"
                        + " score, consensus and find-issues read several with --multi-label; else make a class of each combination",
                () -> LabelFiles.read(List.of(multiple), PLAIN));
        Path spans = fixture("text-labels.json");
        Broken.refuses(
                spans,
                "text-labels.json:1: has the controls span (labels), of which none gives a whole task its label,"
                        + " expected choices, a rating or a taxonomy",
                () -> LabelFiles.read(List.of(spans), PLAIN));
    }

    @Test
    void tasksMayBeCalledByAFieldOfTheirData() throws Exception {
        LabelTable table = read("choices-alias.json", PLAIN.withColumns(LabelColumns.parse("task=data.example")));

        assertEquals("id1 3=G 4=G", labels(table).get(1));
        Path file = fixture("choices-alias.json");
        Broken.refuses(
                file,
                "choices-alias.json:1: task number 1 of the file has \"data.name\" that is missing or null, which should name"
                        + " it, expected a text or a number; there are id, data.text, data.example; choose one by --columns"
                        + " task=NAME",
                () -> read("choices-alias.json", PLAIN.withColumns(LabelColumns.parse("task=data.name"))));
    }

    @Test
    void readsTheTablesThatItExports() throws Exception {
        List<String> expected = List.of("id0 2=green", "id1 4=red 3=green", "id2 3=red 2=red 4=red");

        assertEquals(expected, labels(read("choices-single.csv", PLAIN)));
        assertEquals(expected, labels(read("choices-single.min.json", PLAIN)));
        assertEquals(
                "1 2=green",
                labels(read("choices-single.csv", PLAIN.withColumns(LabelColumns.parse("task=id"))))
                        .get(0));
    }

    @Test
    void theLatestIsTheOneOfTheLatestInstant() throws Exception {
        // Without a fraction where there are no microseconds: as text, "00Z" would come after "00.5Z".
        String annotation =
                "{\"completed_by\": 1, \"updated_at\": \"2026-01-01T00:00:00%s\", \"result\": [{\"from_name\":"
                        + " \"c\", \"type\": \"choices\", \"value\": {\"choices\": [\"%s\"]}}]}";
        Path file = Broken.write(
                folder,
                "l.json",
                "[{\"annotations\": [" + String.format(annotation, ".5Z", "late") + ","
                        + String.format(annotation, "Z", "early") + "], \"id\": 1}]");

        assertEquals(List.of("1 1=late"), labels(LabelFiles.read(List.of(file), PLAIN)));
    }

    /** One task with one annotation, of which one piece is replaced. */
    private static String task(String piece, String replacement) {
        String task =
                "[{\"id\": 7, \"data\": {\"text\": \"a\"}, \"annotations\": [{\"completed_by\": 1, \"was_cancelled\": false,"
                        + " \"updated_at\": \"2026-01-01T00:00:00Z\", \"result\": [{\"from_name\": \"c\", \"type\": \"choices\","
                        + " \"value\": {\"choices\": [\"x\"]}}]}]}]";
        assertTrue(task.contains(piece), piece);
        return task.replace(piece, replacement);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id": 7               | "id": null                 | task number 1 of the file has "id" that is missing or null, which should name it, expected a text or a number; there are data.text; choose one by --columns task=NAME
            "id": 7               | "id": [7]                  | task number 1 of the file has "id" that is a list with "7", which should name it, expected a text or a number; there are data.text; choose one by --columns task=NAME
            ["x"]                 | []                         | task 7 has an annotation with choices that is an empty list, expected a list of texts
            ["x"]                 | [["x"]]                    | task 7 has an annotation with choices that is a list of what is no text, expected a list of texts
            ["x"]                 | [null]                     | task 7 has an annotation with choices that is a list of what is no text, expected a list of texts
            ["x"]                 | {"x": true}                | task 7 has an annotation with choices that is an object, expected a list of texts
            {"choices": ["x"]}    | {}                         | task 7 has an annotation with choices that is missing or null, expected a list of texts
            {"choices": ["x"]}    | "x"                        | task 7 has an annotation with choices that is missing or null, expected a list of texts
            "choices", "value": {"choices": ["x"]} | "rating", "value": {"rating": 1e999} | task 7 has an annotation with rating that is too large a number, expected a finite number
            "choices", "value": {"choices": ["x"]} | "rating", "value": {"rating": "good"} | task 7 has an annotation with rating "good", expected a finite number
            "choices", "value": {"choices": ["x"]} | "rating", "value": {"rating": [3]} | task 7 has an annotation with rating that is a list with "3", expected a finite number
            "choices", "value": {"choices": ["x"]} | "taxonomy", "value": {"taxonomy": [[]]} | task 7 has an annotation with taxonomy that is a list of what is no text, expected a list of paths, each a list of texts
            "2026-01-01T00:00:00Z"| 1767225600                 | task 7 has an annotation with updated_at "1767225600", expected a time such as 2026-01-31T12:00:00Z
            "2026-01-01T00:00:00Z"| {}                         | task 7 has an annotation with updated_at that is an object, expected a time such as 2026-01-31T12:00:00Z
            "completed_by": 1     | "completed_by": null       | task 7 has an annotation with completed_by that is missing or null, expected the person's id
            "completed_by": 1     | "completed_by": {"a": 1}   | task 7 has an annotation with completed_by that is an object, expected the person's id
            false                 | "no"                       | task 7 has an annotation with was_cancelled "no", expected true or false
            [{"from_name": "c", "type": "choices", "value": {"choices": ["x"]}}] | {} | task 7 has an annotation with result that is an object, expected a list of answers
            [{"from_name": "c", "type": "choices", "value": {"choices": ["x"]}}] | ["x"] | task 7 has an annotation with answer "x", expected an object
            """)
    void refusesWhatAnExportNeverHas(String piece, String replacement, String problem) throws Exception {
        Path file = Broken.write(folder, "l.json", task(piece, replacement));

        Broken.refuses(
                file,
                "l.json:1: " + problem
                        + (problem.contains("annotation")
                                ? "; fix it, or export the project from Label Studio again"
                                : ""),
                () -> LabelFiles.read(List.of(file), PLAIN));
    }

    @Test
    void annotationsAreAList() throws Exception {
        for (String annotations : List.of("{\"completed_by\": 1}", "null")) {
            Path file =
                    Broken.write(folder, "l.json", "[{\"id\": 7, \"data\": {}, \"annotations\": " + annotations + "}]");

            Broken.refuses(
                    file,
                    "l.json:1: task 7 has annotations that "
                            + (annotations.equals("null") ? "is missing or null" : "is an object")
                            + ", expected a list of them; export the project from Label Studio as JSON",
                    () -> LabelFiles.read(List.of(file), PLAIN));
        }
        Path scalars = Broken.write(folder, "s.json", "[{\"id\": 7, \"data\": {}, \"annotations\": [3]}]");
        Broken.refuses(
                scalars,
                "s.json:1: task 7 has the annotation \"3\", expected an object as Label Studio exports it",
                () -> LabelFiles.read(List.of(scalars), PLAIN));
    }

    @Test
    void aNumberThatIsTooLargeIsNoLabel() throws Exception {
        Path file = Broken.write(folder, "l.json", "[{\"task\": 1, \"annotator\": 2, \"label\": 1e999}]");

        Broken.refuses(
                file,
                "l.json:1: has a number that is too large as label, expected one text or number",
                () -> LabelFiles.read(List.of(file), PLAIN));
    }
}
