package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.SetProbabilities;
import org.relabel4j.datasets.format.LabelOptions.Form;
import org.relabel4j.datasets.format.LabelOptions.Repeats;

class SetPoolTest {
    private static final LabelOptions SETS = LabelOptions.defaults().withSets("|");

    @TempDir
    Path folder;

    private LabelTable read(String content, LabelOptions options) throws Exception {
        return LabelFiles.read(List.of(Files.writeString(folder.resolve("labels"), content)), options);
    }

    private SetPool pool(String content) throws Exception {
        return SetPool.of(read(content, SETS));
    }

    /** The sets of each task by annotator, in the order in which they were given. */
    private static List<String> sets(SetPool pool) {
        Annotations structure = pool.firstQuestion().annotations();
        return IntStream.range(0, structure.numExamples())
                .mapToObj(i -> pool.tasks().get(i)
                        + IntStream.range(structure.rowStart(i), structure.rowEnd(i))
                                .mapToObj(a -> " " + pool.annotators().get(structure.annotatorAt(a)) + "="
                                        + Arrays.stream(pool.sets().setAt(a))
                                                .mapToObj(pool.classNames()::get)
                                                .collect(Collectors.joining("+")))
                                .collect(Collectors.joining()))
                .toList();
    }

    /** The same four sets of {cat, dog} in each form. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "task,annotator,label\n1,b,dog|cat\n1,a,\n2,a,dog\n2,b,|\n",
                "task,annotator,label\n1,b,cat\n1,a,\n1,b,dog\n2,a,dog\n2,b,\n",
                "task\tannotator\tcat\tdog\n1\tb\t1\t1\n1\ta\t0\t0\n2\ta\t0\t1\n2\tb\t0\t0\n",
                "annotator,cat,dog,task\nb,True,True,1\na,False,0.0,1\na,0,1.0,2\nb,0,0,2\n",
                "{\"1\": {\"b\": [\"dog\", \"cat\"], \"a\": []}, \"2\": {\"a\": \"dog\", \"b\": \"\"}}",
                "[{\"task\":1,\"annotator\":\"b\",\"label\":{\"choices\":[\"cat\",\"dog\"]}},"
                        + "{\"task\":1,\"annotator\":\"a\",\"label\":[]},"
                        + "{\"task\":2,\"annotator\":\"a\",\"label\":\"dog\"},"
                        + "{\"task\":2,\"annotator\":\"b\",\"label\":\"\"}]",
                "task,annotator,label\n1,b,\"{\"\"choices\"\":[\"\"cat\"\",\"\"dog\"\"]}\"\n1,a,\n2,a,dog\n2,b,\n"
            })
    void readsSetsInEachForm(String content) throws Exception {
        SetPool pool = pool(content);

        assertEquals(List.of("cat", "dog"), pool.classNames());
        assertEquals(List.of("1 b=cat+dog a=", "2 a=dog b="), sets(pool));
        assertEquals(List.of(), pool.notes());
    }

    @Test
    void aColumnAClassKeepsClassesThatNobodyChose() throws Exception {
        SetPool pool = pool("task,annotator,zebra,ant,updated_at\n1,a,0,1,2026-01-01T00:00:00Z\n");

        assertEquals(List.of("zebra", "ant"), pool.classNames());
        assertEquals(List.of("1 a=ant"), sets(pool));
        LabelTable chosen =
                read("task,annotator,zebra,note,ant\n1,a,0,hm,1\n", SETS.withClasses(List.of("ant", "zebra")));
        assertEquals(List.of("ant", "zebra"), SetPool.of(chosen).classNames());
    }

    @Test
    void knownClassesAreColumnsWhateverTheirNames() throws Exception {
        LabelOptions known = SETS.withClasses(List.of("price", "label", "logo"));

        assertEquals(
                List.of("1 a=price+logo", "2 a=label"),
                sets(SetPool.of(read("task,annotator,price,label,category,logo\n1,a,1,0,x,1\n2,a,0,1,y,0\n", known))));
    }

    @Test
    void readsMultipleChoicesOfLabelStudio() throws Exception {
        Path export = Path.of(LabelStudioTest.class
                .getResource("label-studio/choices-multiple.json")
                .toURI());

        SetPool pool = SetPool.of(LabelFiles.read(List.of(export), SETS));

        assertEquals(List.of("blue", "green", "red"), pool.classNames());
        assertEquals(
                List.of(
                        "21 2=green",
                        "22 3=blue+green+red 4=blue+green+red",
                        "23 4=green+red 2=blue+green+red 3=blue+green+red",
                        "24",
                        "25 4=blue+red",
                        "26 4= 2=blue+green 3=blue+green+red",
                        "27",
                        "28 3=green 4=blue+red",
                        "29 4=blue+green 2=blue+green+red 3=blue+green+red 5=blue+green+red",
                        // Three times by one person; the last one changed counts.
                        "30 2=blue+green+red"),
                sets(pool));
        assertTrue(
                pool.notes().contains("1 annotation is without an answer, and taken as the empty set"),
                pool.notes().toString());
    }

    /** Label Studio's JSON_MIN leaves the label out where nothing was chosen. */
    @Test
    void anAbsentLabelIsTheEmptySetIfItsColumnIsNamed() throws Exception {
        LabelTable table = read(
                "[{\"id\":1,\"annotator\":2},{\"id\":1,\"annotator\":3,\"kinds\":{\"choices\":[\"cat\",\"dog\"]}}]",
                SETS.withColumns(LabelColumns.parse("task=id,label=kinds")));

        assertEquals(List.of("1 2= 3=cat+dog"), sets(SetPool.of(table)));
    }

    @Test
    void wideTablesHaveNoAnswerWhereACellIsEmpty() throws Exception {
        LabelTable table = read("task,ann,bob\n1,cat|dog,\n2,|,dog\n", SETS.withWide(true));

        assertEquals(List.of("1 ann=cat+dog", "2 ann= bob=dog"), sets(SetPool.of(table)));
    }

    @Test
    void wordsForNoAnswerAreStillLeftOut() throws Exception {
        SetPool pool = pool("task,annotator,label\n1,a,NA\n2,a,cat|dog\n3,a,\n");

        assertEquals(List.of("1", "2 a=cat+dog", "3 a="), sets(pool));
        assertEquals(1, pool.notes().size());
    }

    @Test
    void formsOfClassesAreJoined() throws Exception {
        LabelTable table =
                read("task,annotator,label\n1,a,Cat|dog\n2,A,cat\n3,a,cat\n", SETS.withJoin(Set.of(Form.CASE)));

        assertEquals(List.of("1 a=cat+dog", "2 a=cat", "3 a=cat"), sets(SetPool.of(table)));
    }

    @Test
    void ofWholeSetsGivenAgainOneCounts() throws Exception {
        String again = "task,annotator,label\n1,a,cat|dog\n1,b,dog\n1,a,dog|emu\n2,a,\n2,a,cat\n";

        InputException error = assertThrows(InputException.class, () -> pool(again));
        assertTrue(
                error.getMessage()
                        .endsWith(
                                "labels:4: annotator \"a\" labels task \"1\" again, after line 2, expected one set for each"
                                        + " annotator and task, or a row a class; there are 2 such rows: take out what should not"
                                        + " count, or add --repeats last or --repeats first"),
                error.getMessage());
        assertEquals(
                List.of("1 b=dog a=dog+emu", "2 a=cat"), sets(SetPool.of(read(again, SETS.withRepeats(Repeats.LAST)))));
        assertEquals(
                List.of("1 a=cat+dog b=dog", "2 a="), sets(SetPool.of(read(again, SETS.withRepeats(Repeats.FIRST)))));
        String timed =
                "task,annotator,label,updated_at\n1,a,cat|dog,2026-01-02T00:00:00Z\n1,a,dog,2026-01-01T00:00:00Z\n";
        assertEquals(List.of("1 a=cat+dog"), sets(SetPool.of(read(timed, SETS.withRepeats(Repeats.LAST)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task,annotator,label\n1,ann,cat\n1,ann,dog\n1,bob,dog\n",
                "task,annotator,label\n1,ann,cat\n1,bob,dog\n1,ann,dog\n",
                "task,annotator,label,updated_at\n1,ann,cat,2026-01-02T00:00:00Z\n1,ann,dog,2026-01-02T00:00:00Z\n"
                        + "1,bob,dog,2026-01-01T00:00:00Z\n",
                "[{\"task\":1,\"annotator\":\"ann\",\"label\":\"cat\"},{\"task\":1,\"annotator\":\"ann\",\"label\":\"dog\"},"
                        + "{\"task\":1,\"annotator\":\"bob\",\"label\":\"dog\"}]"
            })
    void rowsOfAClassEachAreNoRepeats(String content) throws Exception {
        for (Repeats rule : Repeats.values()) {
            SetPool pool = SetPool.of(read(content, SETS.withRepeats(rule)));

            assertEquals(List.of("1 ann=cat+dog bob=dog"), sets(pool));
            assertEquals(List.of(), pool.notes());
        }
    }

    @Test
    void rowsOfAClassEachAreASetForEachTime() throws Exception {
        String timed = "task,annotator,label,updated_at\n1,a,cat,2026-01-02T00:00:00Z\n1,a,dog,2026-01-01T00:00:00Z\n"
                + "1,a,emu,2026-01-02T00:00:00Z\n";

        assertEquals(List.of("1 a=cat+emu"), sets(SetPool.of(read(timed, SETS.withRepeats(Repeats.LAST)))));
        assertEquals(List.of("1 a=dog"), sets(SetPool.of(read(timed, SETS.withRepeats(Repeats.FIRST)))));
        assertEquals(List.of("1 a=cat+dog+emu"), sets(pool(timed)));
    }

    /** Two single classes by one annotator, which each form says are whole sets. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "task,annotator,cat,dog/1,ann,1,0/1,ann,0,1/; ; false",
                "{'1':{'ann':['cat']}}; {'1':{'ann':['dog']}}; false",
                "{'1':{'ann':'cat'}}; {'1':{'ann':'dog'}}; false",
                "[{'task':1,'annotator':'ann','label':['cat']},{'task':1,'annotator':'ann','label':['dog']}]; ; false",
                "task,ann/1,cat/; task,ann/1,dog/; true"
            })
    void aSecondWholeSetOfOneClassIsARepeat(String first, String second, boolean wide) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String content : Stream.of(first, second).filter(Objects::nonNull).toList()) {
            files.add(Files.writeString(
                    folder.resolve("labels" + files.size()),
                    content.replace('/', '\n').replace('\'', '"')));
        }
        LabelOptions options = SETS.withWide(wide);

        assertMessage(
                "annotator \"ann\" labels task \"1\" again, after line",
                () -> SetPool.of(LabelFiles.read(files, options)));
        SetPool last = SetPool.of(LabelFiles.read(files, options.withRepeats(Repeats.LAST)));
        assertEquals(List.of("1 ann=dog"), sets(last));
        assertEquals(
                List.of("1 row is left out where an annotator labels a task again: the last counts"), last.notes());
        assertEquals(
                List.of("1 ann=cat"), sets(SetPool.of(LabelFiles.read(files, options.withRepeats(Repeats.FIRST)))));
    }

    @Test
    void notesCountRowsRatherThanClasses() throws Exception {
        String again = "task,annotator,label\n1,a,cat|dog|emu\n1,a,dog\n2,a,NA|?\n";

        assertEquals(
                List.of(
                        "1 row has no answer (?, NA as label) and is left out; --missing WORDS says which words mean that",
                        "1 row is left out where an annotator labels a task again: the last counts"),
                SetPool.of(read(again, SETS.withRepeats(Repeats.LAST))).notes());
    }

    @Test
    void refusesAnAnswerThatIsNoneBesideClasses() throws Exception {
        String message = assertThrows(
                        InputException.class, () -> pool("task,annotator,label\n1,a,cat\n3,a,cat|dog|?\n"))
                .getMessage();

        assertEquals(
                ":3: label has \"?\" beside \"dog\", expected classes alone, or ? alone for no answer; take ? out if the"
                        + " classes are the whole set; if it is a class, name all with --classes",
                message.substring(message.indexOf("labels:") + 6));
        // Where classes are listed, as in a project, it is none.
        assertTrue(assertThrows(
                        InputException.class,
                        () -> SetPool.of(
                                read("task,annotator,label\n1,a,cat|?\n", SETS.withClasses(List.of("dog", "cat")))))
                .getMessage()
                .endsWith("take ? out if the classes are the whole set"));
        // A row of its own is no part of a set, and a name of the list is a class.
        assertEquals(List.of("1 a=cat"), sets(pool("task,annotator,label\n1,a,cat\n1,a,?\n")));
        assertEquals(
                List.of("1 a=?+cat"),
                sets(SetPool.of(read("task,annotator,label\n1,a,cat|?\n", SETS.withClasses(List.of("?", "cat"))))));
    }

    @Test
    void asksWhetherColumnsOfOneAndZeroAreClasses() throws Exception {
        String stray = "task,annotator,category,cat,dog\n1,a,x,1,0\n2,a,y,0,0\n";
        String message = assertThrows(InputException.class, () -> pool(stray)).getMessage();

        assertEquals(
                ": has labels in the column \"category\", but 1 and 0 alone in cat, dog, expected sets of classes in one"
                        + " way; for a column a class name all with --classes cat,dog, else say --columns label=category",
                message.substring(message.indexOf("labels:") + 6));
        assertEquals(
                List.of("1 a=cat", "2 a="), sets(SetPool.of(read(stray, SETS.withClasses(List.of("cat", "dog"))))));
        assertEquals(
                List.of("1 a=x", "2 a=y"),
                sets(SetPool.of(read(stray, SETS.withColumns(LabelColumns.parse("label=category"))))));
        // One such column says something else, and so may several beside sets.
        assertEquals(List.of("1 a=x"), sets(pool("task,annotator,label,gold\n1,a,x,1\n")));
        assertEquals(List.of("1 a=x+y"), sets(pool("task,annotator,label,gold,right\n1,a,x|y,1,0\n")));
        // The column may be a class itself.
        assertTrue(assertThrows(InputException.class, () -> pool("task,annotator,cat,category\n1,a,1,0\n2,a,true,1\n"))
                .getMessage()
                .contains("1 and 0 alone in cat, category"));
    }

    @Test
    void oneClassIsAYesOrNoQuestion() throws Exception {
        LabelOptions options = SETS.withClasses(List.of("cat"));
        LabelTable labels = read("task,annotator,label\nx,a,cat\nx,b,|\n", options);
        ProbabilityOptions questions = ProbabilityOptions.NONE
                .withClasses(List.of("cat"))
                .withLabels(labels.answers())
                .withQuestions(true);
        Path csv = Files.writeString(folder.resolve("one.csv"), "task,cat\nx,0.25\n");
        Path npy = folder.resolve("one.npy");
        NpyFile.write(npy, 1, new double[] {0.25}, NpyFile.Precision.FLOAT64);

        assertEquals(List.of("x a=cat b="), sets(SetPool.of(labels)));
        ProbabilityTable table = ProbabilityFiles.read(csv, questions);
        assertEquals(List.of("x a=cat b="), sets(SetPool.of(labels, table)));
        assertEquals(0.25, table.setProbabilities().get(0, 0));
        assertEquals(
                0.25, ProbabilityFiles.read(npy, questions).setProbabilities().get(0, 0));
        assertEquals(List.of("1 a="), sets(SetPool.of(read("task,annotator,cat\n1,a,0\n", options))));
    }

    @Test
    void saysWhereLabelsLookLikeSets() throws Exception {
        assertEquals(
                List.of(
                        "labels such as \"cat;dog\" are taken as one class each; if they are several, add --separator ';'"),
                pool("task,annotator,label\n1,a,cat;dog\n2,a,dog\n").notes());
        String sets = "task,annotator,label\n1,a,cat|dog\n2,a,dog\n";
        assertEquals(
                List.of(
                        "labels such as \"cat|dog\" are taken as one class each; if they are several, score, consensus and find-issues read"
                                + " them with --multi-label"),
                LabelledPool.of(read(sets, LabelOptions.defaults())).notes());
        assertEquals(List.of(), pool(sets).notes());
        assertEquals(
                List.of(),
                LabelledPool.of(read(sets.replace("|dog", "|emu"), LabelOptions.defaults()))
                        .notes());
    }

    /** The same person's annotation without a choice, as an empty list. */
    @Test
    void anEmptyListOfLabelStudioIsTheEmptySet() throws Exception {
        String export =
                "[{\"id\":1,\"data\":{\"text\":\"a\"},\"annotations\":[{\"completed_by\":2,\"result\":[{\"from_name\":\"kinds\","
                        + "\"type\":\"choices\",\"value\":{\"choices\":[]}}]}]}]";

        assertEquals(List.of("1 2="), sets(SetPool.of(read(export, SETS.withClasses(List.of("cat", "dog"))))));
    }

    @Test
    void probabilitiesGiveThePoolAndTheClasses() throws Exception {
        Path probs = Files.writeString(folder.resolve("probs.csv"), "task,dog,cat\nx,0.9,0.8\ny,0,1\nz,0.25,1e-7\n");
        LabelTable labels = read("task,annotator,label\ny,a,CAT\nx,a,dog|cat\ny,b,\n", SETS);
        ProbabilityOptions options =
                ProbabilityOptions.NONE.withLabels(labels.answers()).withQuestions(true);

        ProbabilityTable table = ProbabilityFiles.read(probs, options);
        SetPool pool = SetPool.of(labels, table);
        SetProbabilities predProbs = table.setProbabilities();

        assertEquals(List.of("x a=dog+cat", "y a=cat b=", "z"), sets(pool));
        assertEquals(0.8, predProbs.get(0, 1));
        assertEquals(1e-7, predProbs.get(2, 1));
    }

    @Test
    void arraysMayHaveWhatRoundingLeftOutside() throws Exception {
        Path npy = folder.resolve("probs.npy");
        NpyFile.write(npy, 2, new double[] {1.0000001, 0.5, -1e-7, 0.75}, NpyFile.Precision.FLOAT32);

        SetProbabilities predProbs = ProbabilityFiles.read(npy, ProbabilityOptions.NONE.withQuestions(true))
                .setProbabilities();

        assertArrayEquals(
                new double[] {1, 0.5, 0, 0.75},
                new double[] {predProbs.get(0, 0), predProbs.get(0, 1), predProbs.get(1, 0), predProbs.get(1, 1)});
        NpyFile.write(npy, 2, new double[] {0.5, 0.5, 3, 0.75}, NpyFile.Precision.FLOAT32);
        assertMessage(
                "probs.npy row 1: has 3.0 for class 0, expected a probability from 0 to 1; divide percentages by 100, take the"
                        + " sigmoid of logits",
                () -> ProbabilityFiles.read(npy, ProbabilityOptions.NONE.withQuestions(true)));
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertMessage(
                "probs:2: task \"x\" has 1.2 for class \"dog\", expected a probability from 0 to 1",
                () -> ProbabilityFiles.read(
                        Files.writeString(folder.resolve("probs"), "task,cat,dog\nx,0.5,1.2\n"),
                        ProbabilityOptions.NONE.withQuestions(true)));
        assertMessage(
                "labels:3: has \"maybe\" for class \"dog\", expected 1 for yes or 0 for no;",
                () -> pool("task,annotator,cat,dog\n1,a,1,0\n2,a,1,maybe\n"));
        assertMessage("labels:2: has nothing for class \"cat\"", () -> pool("task,annotator,cat,dog\n1,a,,0\n"));
        assertMessage(
                "labels:1: has no column of labels, nor one of the class \"emu\"",
                () -> read("task,annotator,cat,dog\n1,a,1,0\n", SETS.withClasses(List.of("cat", "emu"))));
        assertMessage("labels:1: has no column of labels, nor any of a class", () -> pool("task,annotator\n1,a\n"));
        assertMessage(
                "labels:1: has the class \"cat|dog\", expected none with the separator | in its name; say another one with"
                        + " --separator",
                () -> pool("task,annotator,cat|dog,emu\n1,a,1,0\n"));
        assertMessage(
                "labels:2: label is \"cow\", expected one of the classes cat, dog",
                () -> SetPool.of(read("task,annotator,label\n1,a,cat|cow\n", SETS.withClasses(List.of("cat", "dog")))));
        assertMessage("has no labels", () -> pool("task,annotator,label\n"));
        assertMessage(
                "labels: has no class in its sets: all are empty, expected a class that somebody chose; name the classes with"
                        + " --classes",
                () -> pool("task,annotator,label\n1,a,\n"));
        assertMessage(
                "labels:1: has as label of task \"1\" by annotator \"ann\" a value that is a list of what is no text, expected a"
                        + " list of texts, or one text",
                () -> pool("{\"1\":{\"ann\":[[\"cat\"]]}}"));
        assertMessage(
                "--normalise makes the classes of a task sum to 1",
                () -> new ProbabilityOptions(true, List.of(), List.of()).withQuestions(true));
    }

    private static void assertMessage(String part, Executable action) {
        String message = assertThrows(Exception.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
