package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels in the forms and under the names that programs write. */
class LabelFilesTest {
    private static final LabelOptions PLAIN = LabelOptions.defaults();
    private static final LabelOptions WIDE = PLAIN.withWide(true);

    @TempDir
    Path folder;

    private static LabelOptions columns(String columns) {
        return PLAIN.withColumns(LabelColumns.parse(columns));
    }

    private List<String> rows(String content, LabelOptions options) throws InputException {
        return rows(LabelFiles.read(List.of(Broken.write(folder, "l.csv", content)), options));
    }

    private static List<String> rows(LabelTable table) {
        return IntStream.range(0, table.size())
                .mapToObj(n -> table.taskIds().get(table.taskAt(n)) + "/"
                        + table.annotatorIds().get(table.annotatorAt(n)) + "/"
                        + table.labelIds().get(table.labelAt(n)))
                .toList();
    }

    private void refuses(String content, LabelOptions options, String message) {
        Path file = Broken.write(folder, "l.csv", content);
        Broken.refuses(file, message, () -> LabelFiles.read(List.of(file), options));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "question,worker,answer",
                "TASK_ID,WORKER_ID,Response",
                "taskId,workerId,choice",
                "item,performer,category",
                "document_id,user,label",
                "Example,Coder,chosen_label",
                "objectID,rater,labelId",
                "instance,annotator_id,answer",
            })
    void knowsTheUsualNamesOfColumns(String header) throws Exception {
        assertEquals(List.of("1/a/x", "2/b/y"), rows(header + "\n1,a,x\n2,b,y\n", PLAIN));
    }

    @Test
    void columnsAreNamedByOptions() throws Exception {
        String mturk = "\"HITId\",\"WorkerId\",\"Input.text\",\"Answer.output\"\n\"H1\",\"W2\",\"a, b\",\"B\"\n";
        String figureEight = "_unit_id,_golden,_worker_id,answer,answer_gold\n7,false,30,yes,\n";
        String labelStudio = "annotation_id,annotator,example,id,sentiment\n1,\"2\",id0,1,\"good\"\n";

        assertEquals(List.of("H1/W2/B"), rows(mturk, columns("task=HITId,label=Answer.output")));
        assertEquals(List.of("7/30/yes"), rows(figureEight, columns("task=_unit_id")));
        assertEquals(List.of("1/2/good"), rows(labelStudio, columns("label=sentiment,task=id")));
        assertEquals(List.of("B/W2/H1"), rows(mturk, columns("answer.OUTPUT,workerid,hitid")));
    }

    @Test
    void withoutAHeaderColumnsGoByPlace() throws Exception {
        String table = "w1\tu1\tG\nw1\tu2\tP\nw1\tu1\tG\n";

        assertEquals(List.of("u1/w1/G", "u2/w1/P", "u1/w1/G"), rows(table, columns("2,1,3")));
        assertEquals(List.of("u1/w1/G", "u2/w1/P", "u1/w1/G"), rows(table, columns("label=3,task=2,annotator=1")));
        assertEquals(List.of("1/1/0"), rows("1,1,0\n", columns("1,2,3")));
    }

    @Test
    void aHeaderIsNoRowThoughColumnsGoByPlace() throws Exception {
        assertEquals(List.of("1/a/x"), rows("task,annotator,label\n1,a,x\n", columns("1,2,3")));
        assertEquals(List.of("1/a/x"), rows("label,who,task\nx,a,1\n", columns("3,2,1")));
    }

    @Test
    void severalFilesAreOneTable() throws Exception {
        Path first = Broken.write(folder, "a.csv", "task,worker,label\n1,a,x\n2,a,y\n");
        Path second = Broken.write(folder, "b.json", "[{\"label\": \"y\", \"item\": 1, \"user\": \"b\"}]");
        Path third = Broken.write(folder, "c.tsv", "worker\ttask\tlabel\n\na\t1\tx\n");

        LabelTable table = LabelFiles.read(List.of(first, second, third), PLAIN);

        assertEquals(List.of("1/a/x", "2/a/y", "1/b/y", "1/a/x"), rows(table));
        Broken.refuses(
                first,
                "c.tsv:3: annotator \"a\" labels task \"1\" again, after line 2 of a.csv,"
                        + " expected one label for each annotator and task; there is 1 such row:"
                        + " take out what should not count, or add --repeats last or --repeats first",
                () -> LabelledPool.of(table));
    }

    @Test
    void saysThatTheHeaderStandsAgain() throws Exception {
        Path file = Broken.write(
                folder, "l.csv", "task,worker,label\n1,a,x\ntask,worker,label\n2,a,y\ntask,worker,label\n");

        LabelTable table = LabelFiles.read(List.of(file), PLAIN);

        assertEquals(List.of("1/a/x", "2/a/y"), rows(table));
        assertEquals(
                List.of(file + ":3: the header stands here again, and in 1 more line; passed over"), table.notes());
    }

    @Test
    void namesThatLookTheSameAreTheSame() throws Exception {
        String table =
                "task,worker,label\n\"1 \",\u00A0a,caf\u00E9\n1,a\u200B,cafe\u0301\n1,a,\"\u200Bcaf\u00E9\u3000\"\n"
                        + "1,a,very\u00A0good\n1,a,very good\n";

        assertEquals(
                List.of("1/a/caf\u00E9", "1/a/caf\u00E9", "1/a/caf\u00E9", "1/a/very good", "1/a/very good"),
                rows(table, PLAIN));
    }

    @Test
    void readsWideTables() throws Exception {
        assertEquals(
                List.of("0/ann/cat", "0/bob/dog", "1/ann/cat", "1/cy/cat", "2/ann/-1", "2/bob/dog"),
                rows("task,ann,bob,cy\n0,cat,dog,\n1,cat,NaN,cat\n2,-1,dog,\n", WIDE));
        // pandas' index; and no column for the task.
        assertEquals(List.of("7/0/1.0", "7/2/0.0"), rows(",0,1,2\n7,1.0,,0.0\n", WIDE));
        assertEquals(List.of("0/a/1", "1/b/0"), rows("a,b\n1,\nnan,0\n", WIDE));
        assertEquals(List.of("0/a/1", "1/b/0"), rows("a,b\n1,\n,0\n", WIDE.withMissing(Set.of())));
    }

    @Test
    void readsWideTablesWithoutAHeader() throws Exception {
        assertEquals(List.of("0/0/1", "0/1/0", "0/2/1", "1/0/1", "1/2/0"), rows("1,0,1\n1,,0\n", WIDE));
        assertEquals(List.of("0/0/1", "0/2/1"), rows("1,nan,1\n", WIDE));
        // As numpy.savetxt writes it, though all differ in the first row.
        String one = "1.000000000000000000e+00";
        String ten = "1.000000000000000000e+01";
        LabelTable table = LabelFiles.read(
                List.of(Broken.write(folder, "l.csv", one + "," + ten + ",nan\nnan," + one + "," + ten + "\n")), WIDE);
        assertEquals(List.of("0/0/" + one, "0/1/" + ten, "1/1/" + one, "1/2/" + ten), rows(table));
        assertEquals(List.of("1", "10"), LabelledPool.of(table).classNames());
        assertEquals(List.of("0/0/1", "0/1/0"), rows("1,0,nan\n", WIDE));
    }

    @Test
    void minusOneIsAClassOfAWideTableIfSaidSo() throws Exception {
        assertEquals(List.of("1/a/-1", "1/b/1"), rows("task,a,b\n1,-1,1\n2,,\n", WIDE.withMissing(Set.of("NA"))));
    }

    @Test
    void readsJson() throws Exception {
        List<String> expected = List.of("1/a/x", "1/b/y", "2/a/x");

        assertEquals(expected, rows("{\"1\": {\"a\": \"x\", \"b\": \"y\"}, \"2\": {\"a\": \"x\"}}", PLAIN));
        String objects =
                "{\"task\": 1, \"worker\": \"a\", \"label\": \"x\"}#{\"worker\": \"b\", \"task\": 1, \"label\": \"y\"}"
                        + "#{\"task\": \"2\", \"worker\": \"a\", \"label\": \"x\", \"time\": [1]}";
        assertEquals(expected, rows("[" + objects.replace('#', ',') + "]", PLAIN));
        assertEquals(expected, rows(objects.replace('#', '\n'), PLAIN));
        assertEquals(
                expected, rows("\n" + objects.replace('#', '\n').replace("worker", "who"), columns("annotator=who")));
    }

    @Test
    void jsonsNumbersAndTruthValuesAreAsWritten() throws Exception {
        assertEquals(
                List.of("1/a/0", "1/b/true", "1/c/1.0", "1/d/null", "1/e/NaN"),
                rows("{\"1\": {\"a\": 0, \"b\": true, \"c\": 1.0, \"d\": null, \"e\": NaN}}", PLAIN));
    }

    @Test
    void refusesJsonOfOtherForms() {
        String expected = ", expected {task: {annotator: label}}, a list of objects with task, annotator and label,"
                + " or an export of Label Studio";
        refuses("[1, 2]", PLAIN, "l.csv:1: is JSON of no form that is read" + expected);
        refuses("{\"label\": {\"0\": 1}}", PLAIN, "l.csv:1: is JSON of no form that is read" + expected);
        refuses(
                "[\n{\"task\": 1, \"worker\": 2, \"label\": [1, 2]}]",
                PLAIN,
                "l.csv:2: has several values as label, expected one text or number;"
                        + " if a task may have several classes, add --multi-label; else give each question a file of its own");
        refuses(
                "[{\"task\": 1, \"worker\": 2}]",
                PLAIN,
                "l.csv:1: has no column for the label in its header \"task,worker\", expected a row a label,"
                        + " with columns task, annotator and label;"
                        + " say which columns they are: --columns task=task,annotator=worker,label=...");
        InputException cut = assertThrows(InputException.class, () -> rows("{\"1\": {\"a\":\n 0", PLAIN));
        assertEquals(
                "is no sound JSON from here on: Unexpected end-of-input: expected close marker for Object",
                cut.found());
    }

    @Test
    void refusesJsonThatNamesAThingTwiceOrIsTooDeep() {
        refuses("{\"1\": {\"a\": \"x\",\n\"a\": \"y\"}}", PLAIN, "l.csv:2: has a name twice in one object");
        refuses(
                "[{\"task\": 1, \"worker\": 2, \"label\": 3, \"label\": 4}]",
                PLAIN,
                "l.csv:1: has a name twice in one object");
        refuses(
                "[".repeat(2000),
                PLAIN,
                "l.csv:1: has a number, text or name that is too long, or is nested too deeply");
    }

    @Test
    void namesAllMissingColumnsAndTheLikelyOnes() {
        refuses(
                "HITId,WorkerId,Input.text,Answer.output\n",
                PLAIN,
                "l.csv:1: has no column for the task, the label in its header \"HITId,WorkerId,Input.text,Answer.output\","
                        + " expected a row a label, with columns task, annotator and label; say which columns they are:"
                        + " --columns task=HITId,annotator=WorkerId,label=Answer.output");
        refuses(
                "P0,Q0,A1\nP0,Q1,A2\n",
                PLAIN,
                "l.csv:1: names no column for task, annotator or label in its first line \"P0,Q0,A1\","
                        + " expected a row a label below a header; say which columns they are:"
                        + " --columns task=...,annotator=...,label=...;"
                        + " by place if there is no header: --columns 1,2,3; or --wide if each is an annotator");
        refuses(
                "task,ann,bob\n",
                PLAIN,
                "l.csv:1: looks wide, with a column an annotator: its header is \"task,ann,bob\","
                        + " expected a row a label, with columns task, annotator and label; add --wide to read it so,"
                        + " or say which columns they are: --columns task=task,annotator=...,label=...");
        refuses(
                ",ann,bob\n",
                PLAIN,
                "l.csv:1: looks wide, with a column an annotator: its header is \",ann,bob\","
                        + " expected a row a label, with columns task, annotator and label; add --wide to read it so,"
                        + " or say which columns they are: --columns task=...,annotator=...,label=...");
        refuses(
                "task,label\n",
                PLAIN,
                "l.csv:1: has no column for the annotator in its header \"task,label\", expected a row a label,"
                        + " with columns task, annotator and label; add a column that says who gave each label");
    }

    @Test
    void refusesToChooseBetweenColumns() throws Exception {
        String table = "task,worker,label,chosen_label\n1,a,x,y\n";
        refuses(
                table,
                PLAIN,
                "l.csv:1: has several columns that may be the label: label, chosen_label, expected one;"
                        + " say which: --columns label=label");
        assertEquals(List.of("1/a/y"), rows(table, columns("label=chosen_label")));
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        refuses(
                "task,worker,label\n",
                columns("label=labell"),
                "l.csv:1: has no column \"labell\" in its header \"task,worker,label\"; did you mean \"label\"?");
        refuses(
                "task,worker,label\n",
                columns("1,2,4"),
                "l.csv:1: has 3 columns, and none at place 4, expected a place from 1 to 3");
        refuses(
                "1,a,x\n",
                columns("0,1,2"),
                "l.csv:1: has 3 columns, and none at place 0, expected a place from 1 to 3;"
                        + " places count from 1, as in --columns 1,2,3");
    }

    @Test
    void refusesOneColumnInTwoRoles() {
        String expected = ", expected a column of its own for each; ";
        refuses(
                "0,a,x\n",
                columns("0,1,2"),
                "l.csv:1: has column 1, \"0\", as the task and as the annotator" + expected
                        + "places count from 1, as in --columns 1,2,3");
        refuses(
                "0,a,x\n",
                columns("1,3,3"),
                "l.csv:1: has column 3, \"x\", as the annotator and as the label" + expected
                        + "say others with --columns");
        String table = "task,worker,label\n1,a,x\n";
        for (String columns : List.of("1,1,2", "task=task,annotator=task,label=label", "annotator=task")) {
            refuses(
                    table,
                    columns(columns),
                    "l.csv:1: has column 1, \"task\", as the task and as the annotator" + expected
                            + "say others with --columns");
        }
        refuses(
                "[{\"task\": 1, \"worker\": 2, \"label\": 3}]",
                columns("task=label"),
                "l.csv:1: has column 3, \"label\", as the task and as the label" + expected
                        + "say others with --columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "task", "task=", "tasks=a", "task=a,task=b", "1,,3"})
    void refusesColumnsOfOtherForms(String columns) {
        assertEquals(
                "columns are \"" + columns
                        + "\", expected task=...,annotator=...,label=... or three names or places in that order",
                assertThrows(IllegalArgumentException.class, () -> LabelColumns.parse(columns))
                        .getMessage());
    }

    @Test
    void refusesClassesThatAreNone() {
        for (String classes : List.of("a", "a,a", "a,", "a,a ")) {
            assertThrows(
                    IllegalArgumentException.class, () -> PLAIN.withClasses(Arrays.asList(classes.split(",", -1))));
        }
    }
}
