package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.datasets.format.LabelOptions.Form;

class LabelledPoolTest {
    private static final String PROBS = "task,cat,dog\nx,0.5,0.5\ny,0.9,0.1\nz,0.2,0.8\n";
    private static final String LABELS = "task,annotator,label\nz,10,dog\nx,9,cat\nz,9,cat\n";

    @TempDir
    Path folder;

    private LabelledPool join(String labels, String probs) throws InputException {
        return LabelledPool.of(
                LabelFiles.read(List.of(Broken.write(folder, "l.csv", labels)), LabelOptions.defaults()),
                ProbabilityFiles.read(Broken.write(folder, "p.csv", probs), ProbabilityOptions.NONE));
    }

    private LabelledPool labelsOnly(String labels) throws InputException {
        return LabelledPool.of(
                LabelFiles.read(List.of(Broken.write(folder, "l.csv", labels)), LabelOptions.defaults()));
    }

    @Test
    void examplesAreTheRowsOfTheProbabilities() throws Exception {
        LabelledPool pool = join(LABELS, PROBS);

        assertEquals(List.of("x", "y", "z"), pool.tasks());
        assertEquals(List.of("9", "10"), pool.annotators());
        assertEquals(List.of("cat", "dog"), pool.classNames());
        assertTrue(pool.namedLabels());
        assertEquals(
                Annotations.builder(3, 2, 2)
                        .add(0, 0, 0)
                        .add(2, 1, 1)
                        .add(2, 0, 0)
                        .build(),
                pool.annotations());
    }

    @Test
    void numbersStandForNamedClasses() throws Exception {
        LabelledPool named = join(LABELS, PROBS);
        LabelledPool numbered = join(LABELS.replace("dog", "1").replace("cat", "0"), PROBS);

        assertEquals(named.annotations(), numbered.annotations());
        assertFalse(numbered.namedLabels());
    }

    @Test
    void namesThatAreNumbersAreNames() throws Exception {
        LabelledPool pool = join("task,annotator,label\nx,a,7\ny,a,3\n", PROBS.replace("cat,dog", "7,3"));

        assertEquals(0, pool.annotations().labelBy(0, 0));
        assertEquals(1, pool.annotations().labelBy(1, 0));
    }

    @Test
    void noLabelsAtAllMakeAPool() throws Exception {
        LabelledPool pool = join("task,annotator,label\n", PROBS);

        assertEquals(Annotations.empty(3, 0, 2), pool.annotations());
    }

    @Test
    void withoutProbabilitiesTasksAreInOrderOfAppearance() throws Exception {
        LabelledPool pool = labelsOnly(LABELS);

        assertEquals(List.of("z", "x"), pool.tasks());
        assertEquals(List.of("cat", "dog"), pool.classNames());
        assertEquals(1, pool.annotations().labelBy(0, 1));
    }

    @Test
    void withoutProbabilitiesTheNumbersThatOccurAreTheClasses() throws Exception {
        LabelledPool pool = labelsOnly("task,annotator,label\nx,a,30\ny,a,7\nz,a,100000000000\nx,b,99999999999\n");

        assertEquals(List.of("7", "30", "99999999999", "100000000000"), pool.classNames());
        assertTrue(pool.namedLabels());
        assertEquals(1, pool.annotations().labelBy(0, 0));
        assertEquals(3, pool.annotations().labelBy(2, 0));
    }

    @Test
    void rowOfNpyIsTheTask() throws Exception {
        Path npy = folder.resolve("p.npy");
        NpyFile.write(npy, DenseProbabilities.of(new double[][] {{1, 0}, {0, 1}}), NpyFile.Precision.FLOAT32);
        LabelTable good = LabelFiles.read(
                List.of(Broken.write(folder, "l.csv", "task,annotator,label\n1,a,0\n")), LabelOptions.defaults());

        LabelledPool pool = LabelledPool.of(good, ProbabilityFiles.read(npy, ProbabilityOptions.NONE));

        assertEquals(0, pool.annotations().labelBy(1, 0));
        assertEquals(List.of("0", "1"), pool.tasks());
        Path bad = Broken.write(folder, "l.csv", "task,annotator,label\n1,a,0\n2,a,0\n");
        Broken.refuses(
                bad,
                "l.csv:3: task is \"2\", expected a row number from 0 to 1 in p.npy;"
                        + " every labelled task needs probabilities;"
                        + " if they count from 1, give the tasks beside the rows: a CSV file with a column task",
                () -> LabelledPool.of(
                        LabelFiles.read(List.of(bad), LabelOptions.defaults()),
                        ProbabilityFiles.read(npy, ProbabilityOptions.NONE)));
    }

    private void refuses(String labels, String message) {
        Broken.refuses(folder.resolve("l.csv"), message, () -> join(labels, PROBS));
    }

    private void refusesAlone(String labels, String message) {
        Broken.refuses(folder.resolve("l.csv"), message, () -> labelsOnly(labels));
    }

    @Test
    void refusesATaskWithoutProbabilities() {
        refuses(
                LABELS.replace("x,9,cat", "w,9,cat"),
                "l.csv:3: task is \"w\", expected one of the 3 tasks of p.csv;"
                        + " every labelled task needs probabilities");
    }

    @Test
    void refusesAnUnknownClassName() {
        refuses(
                LABELS.replace("x,9,cat", "x,9,catt"),
                "l.csv:3: label is \"catt\", expected one of the classes cat, dog; did you mean \"cat\"?");
    }

    @Test
    void refusesALabelOutsideTheClasses() {
        refuses("task,annotator,label\nx,a,1\ny,a,2\n", "l.csv:3: label is 2, expected a class number from 0 to 1");
        refuses(
                "task,annotator,label\nx,a,1\ny,a,-1\n",
                "l.csv:3: label is -1, expected a class number from 0 to 1;"
                        + " add --missing=-1 if it means that there is no answer");
    }

    @Test
    void refusesNamesAndNumbersTogether() {
        refuses(
                "task,annotator,label\nx,a,1\ny,a,cat\n",
                "l.csv:3: label is \"cat\" after \"1\", expected either class numbers or class names;"
                        + " use one kind throughout");
        refuses(
                "task,annotator,label\nx,a,cat\ny,a,1\n",
                "l.csv:3: label is \"1\", expected one of the classes cat, dog");
        refusesAlone(
                "task,annotator,label\nx,a,cat\ny,a,1\n",
                "l.csv:3: label is \"1\" after \"cat\", expected either class numbers or class names;"
                        + " use one kind throughout");
    }

    @Test
    void refusesLongNumbersAndNamesTogether() {
        refusesAlone(
                "task,annotator,label\nx,a,99999999999\ny,a,7\nz,a,x1\n",
                "l.csv:4: label is \"x1\" after \"99999999999\", expected either class numbers or class names;"
                        + " use one kind throughout");
    }

    @Test
    void refusesAnAnnotatorLabellingATaskTwice() {
        refuses(
                LABELS + "y,9,dog\nx,9,dog\n",
                "l.csv:6: annotator \"9\" labels task \"x\" again, after line 3,"
                        + " expected one label for each annotator and task; there is 1 such row: take out what should not count,"
                        + " or add --repeats last or --repeats first");
    }

    @Test
    void refusesNoLabelsWithoutProbabilities() {
        refusesAlone("task,annotator,label\n", "l.csv: has no labels, expected a row a label below the header");
    }

    @Test
    void addsAClassThatNobodyUsesWhereAllLabelsAreTheSame() throws InputException {
        LabelledPool pool = LabelledPool.of(table("task,annotator,label\nx,a,spam\ny,a,spam\n", PLAIN));

        assertEquals(List.of("spam", ""), pool.classNames());
        assertEquals(0, pool.annotations().labelAt(1));
    }

    private static final LabelOptions PLAIN = LabelOptions.defaults();

    private LabelTable table(String labels, LabelOptions options) throws InputException {
        return LabelFiles.read(List.of(Broken.write(folder, "l.csv", labels)), options);
    }

    private LabelledPool alone(String rows, LabelOptions options) throws InputException {
        return LabelledPool.of(table("task,annotator,label\n" + rows, options));
    }

    /** Each label as task/annotator/class, by their names. */
    private static List<String> named(LabelledPool pool) {
        Annotations annotations = pool.annotations();
        return IntStream.range(0, annotations.numExamples())
                .boxed()
                .flatMap(i -> IntStream.range(annotations.rowStart(i), annotations.rowEnd(i))
                        .mapToObj(a -> pool.tasks().get(i) + "/"
                                + pool.annotators().get(annotations.annotatorAt(a)) + "/"
                                + pool.classNames().get(annotations.labelAt(a))))
                .toList();
    }

    @Test
    void wordsForNoAnswerAreLeftOutAndCounted() throws Exception {
        String rows = "1,a,cat\n1,b,nan\n1,c,NA\n1,d,\n2,a,dog\n2,b,None\n2,c,?\n3,e,NULL\n3,a,nan\n";

        LabelledPool pool = alone(rows, PLAIN);

        assertEquals(List.of("1/a/cat", "2/a/dog"), named(pool));
        assertEquals(List.of("a"), pool.annotators());
        assertEquals(List.of("1", "2", "3"), pool.tasks());
        assertEquals(
                List.of("7 rows have no answer (?, NA, NULL, None, nan, nothing as label) and are left out;"
                        + " --missing WORDS says which words mean that"),
                pool.notes());
    }

    @Test
    void optionsSayWhichWordsMeanNoAnswer() throws Exception {
        String rows = "1,a,cat\n1,b,none\n1,c,NA\n2,a,\n2,b,NA\n";

        assertEquals(List.of("1/a/cat", "1/c/NA", "2/b/NA"), named(alone(rows, PLAIN.withMissing(Set.of("none")))));
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:5: has no label, expected one; leave the row out, or leave --missing out",
                () -> alone(rows, PLAIN.withMissing(Set.of())));
    }

    @Test
    void aWordThatTheClassListNamesIsAClass() throws Exception {
        String rows = "x,a,None\ny,a,dog\ny,b,nan\n";

        assertEquals(
                List.of("x/a/None", "y/a/dog"),
                named(join("task,annotator,label\n" + rows, PROBS.replace("cat", "None"))));
        assertEquals(List.of("x/a/None", "y/a/dog"), named(alone(rows, PLAIN.withClasses(List.of("dog", "None")))));
    }

    private LabelledPool wide(String rows, LabelOptions options) throws InputException {
        return LabelledPool.of(table("task,a,b\n" + rows, options.withWide(true)));
    }

    @Test
    void aNamedClassOfAWideTableIsNeverNoAnswer() throws Exception {
        String rows = "x,-1,1\ny,-1.0,\n";
        List<String> all = List.of("x/a/-1", "x/b/1", "y/a/-1");

        assertEquals(all, named(wide(rows, PLAIN.withClasses(List.of("-1", "1")))));
        assertEquals(
                all,
                named(LabelledPool.of(
                        table("task,a,b\n" + rows, PLAIN.withWide(true)),
                        ProbabilityFiles.read(
                                Broken.write(
                                        folder,
                                        "p.csv",
                                        PROBS.replace("cat", "-1").replace("dog", "1")),
                                ProbabilityOptions.NONE))));
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:2: label is -1, expected a class number from 0 on;"
                        + " if it means that there is no answer, add --missing=-1; if it is a class, add --classes=-1,1",
                () -> wide(rows, PLAIN));
        assertEquals(List.of("x/b/1"), named(wide(rows, PLAIN.withMissing(Set.of("-1")))));
    }

    @Test
    void minusOneOfAWideTableIsNoAnswerAndCounted() throws Exception {
        LabelledPool pool = wide("x,-1,1\ny,-1.0,0\n", PLAIN);

        assertEquals(List.of("x/b/1", "y/b/0"), named(pool));
        assertEquals(
                List.of("2 cells have no answer (-1, -1.0 as label) and are left out;"
                        + " --missing WORDS says which words mean that; if -1 is a class, name all with --classes"),
                pool.notes());
    }

    @Test
    void minusOneIsAskedAbout() throws Exception {
        String rows = "1,a,0\n1,b,-1\n2,a,1\n";
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:3: label is -1, expected a class number from 0 on;"
                        + " if it means that there is no answer, add --missing=-1; if it is a class, add --classes=-1,0,1",
                () -> alone(rows, PLAIN));
        assertEquals(List.of("1/a/0", "2/a/1"), named(alone(rows, PLAIN.withMissing(Set.of("-1")))));
        assertEquals(
                List.of("1/a/0", "1/b/-1", "2/a/1"), named(alone(rows, PLAIN.withClasses(List.of("-1", "0", "1")))));
    }

    @Test
    void negativeNumbersAreClassesOtherwise() throws Exception {
        assertEquals(List.of("-1", "1"), alone("1,a,1\n1,b,-1\n", PLAIN).classNames());
        assertEquals(
                List.of("-10", "-2", "-1", "0", "2"),
                alone("1,a,0\n1,b,-1\n1,c,-2\n1,d,2\n1,e,-10\n", PLAIN).classNames());
    }

    @Test
    void formsOfOneNameAreKeptApartAndSaid() throws Exception {
        LabelledPool pool = alone("1,3,Yes\n1,3.0,YES\n1.0,b,no\n2,B,yes\n2,x,no\n", PLAIN);

        assertEquals(List.of("1/3/Yes", "1/3.0/YES", "1.0/b/no", "2/B/yes", "2/x/no"), named(pool));
        assertEquals(
                List.of(
                        "annotators \"b\" (1 row) and \"B\" (1 row) differ in case only and are kept apart;"
                                + " --join case makes them one",
                        "labels \"Yes\" (1 row) and \"YES\" (1 row) and \"yes\" (1 row) differ in case only and are"
                                + " kept apart; --join case makes them one",
                        "tasks \"1\" (2 rows) and \"1.0\" (1 row) differ only in how the number is written and are kept"
                                + " apart; --join numbers makes them one",
                        "annotators \"3\" (1 row) and \"3.0\" (1 row) differ only in how the number is written and are"
                                + " kept apart; --join numbers makes them one"),
                pool.notes());
    }

    @Test
    void joinsFormsIfToldTo() throws Exception {
        // The plain number; and the form with most rows, of equals the first.
        String rows = "1.0,3,Yes\n1,4.0,YES\n2,b,YES\n02,B,no\n2,3.0,No\n+2,4,no\n";

        LabelledPool pool = alone(rows, PLAIN.withJoin(EnumSet.allOf(Form.class)));

        assertEquals(List.of("1/3/YES", "1/4/YES", "2/b/YES", "2/3/no", "2/4/no", "02/b/no"), named(pool));
        assertEquals(List.of(), pool.notes());
    }

    @Test
    void wholeNumbersWithFractionsAreNumbers() throws Exception {
        LabelledPool pool = alone("1,a,10.0\n1,b,2.0\n2,a,0.0\n", PLAIN);

        assertEquals(List.of("0", "2", "10"), pool.classNames());
        assertEquals(List.of("1/a/10", "1/b/2", "2/a/0"), named(pool));
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:3: label is \"1.0\" after \"1\", expected either class numbers or class names;"
                        + " add --join numbers if they are the same",
                () -> alone("1,a,1\n1,b,1.0\n2,a,0\n", PLAIN));
        assertEquals(
                List.of("1/a/1", "1/b/1", "2/a/0"),
                named(alone("1,a,1\n1,b,1.0\n2,a,0\n", PLAIN.withJoin(Set.of(Form.NUMBERS)))));
    }

    @Test
    void theOtherFileDecidesAboutForms() throws Exception {
        String labels = "task,annotator,label\n17.0,a,TRUE\n18,b,false\nABC,a,True\n";

        assertEquals(
                List.of("17/a/True", "18.0/b/False", "abc/a/True"),
                named(join(labels, "task,False,True\n17,0.5,0.5\n18.0,0.5,0.5\nabc,1,0\n")));
        // Two that it may be are none.
        refuses(
                "task,annotator,label\nX,a,CAT\n",
                "l.csv:2: label is \"CAT\", expected one of the classes cat, Cat; did you mean \"cat\"?",
                "task,cat,Cat\nx,0.5,0.5\n");
        refuses(
                "task,annotator,label\naB,a,cat\n",
                "l.csv:2: task is \"aB\", expected one of the 2 tasks of p.csv; every labelled task needs probabilities",
                "task,cat,dog\nab,0.5,0.5\nAB,0.5,0.5\n");
    }

    private void refuses(String labels, String message, String probs) {
        Broken.refuses(folder.resolve("l.csv"), message, () -> join(labels, probs));
    }

    @Test
    void saysThatZerosInFrontCount() {
        refuses(
                "task,annotator,label\n007,a,cat\n",
                "l.csv:2: task is \"007\", expected one of the 2 tasks of p.csv;"
                        + " there is \"7\": write both with the same zeros in front",
                "task,cat,dog\n7,1,0\n8,1,0\n");
    }

    @Test
    void repeatsCountAsTheOptionsSay() throws Exception {
        String rows = "1,a,x\n1,a,y\n1,b,y\n2,a,x\n2,a,x\n1,a,z\n2,c,y\n";

        LabelledPool last = alone(rows, PLAIN.withRepeats(LabelOptions.Repeats.LAST));
        LabelledPool first = alone(rows, PLAIN.withRepeats(LabelOptions.Repeats.FIRST));

        assertEquals(List.of("1/b/y", "1/a/z", "2/a/x", "2/c/y"), named(last));
        assertEquals(List.of("1/a/x", "1/b/y", "2/a/x", "2/c/y"), named(first));
        assertEquals(
                List.of("3 rows are left out where an annotator labels a task again: the last counts"), last.notes());
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:3: annotator \"a\" labels task \"1\" again, after line 2,"
                        + " expected one label for each annotator and task; there are 3 such rows:"
                        + " take out what should not count, or add --repeats last or --repeats first",
                () -> alone(rows, PLAIN));
    }

    @Test
    void repeatsGoByTheirTimesIfThereAreAny() throws Exception {
        // Newest first, as Label Studio may export it; the second task has no times, and of one row none.
        String csv = "task,annotator,label,updated_at\n1,a,new,2026-01-02T10:00:00.5Z\n1,b,new,\n"
                + "1,a,middle,2026-01-02T11:00:00+02:00\n1,a,old,2026-01-01T10:00:00Z\n2,a,old,\n2,a,new,soon\n";
        String json =
                "[{\"task\": 1, \"annotator\": \"a\", \"label\": \"new\", \"updated_at\": \"2026-01-02T10:00:00Z\"},"
                        + "{\"task\": 1, \"annotator\": \"a\", \"label\": \"old\", \"updated_at\": \"2026-01-01T10:00:00Z\"}]";
        LabelOptions last = PLAIN.withRepeats(LabelOptions.Repeats.LAST);
        LabelOptions first = PLAIN.withRepeats(LabelOptions.Repeats.FIRST);

        LabelledPool pool = LabelledPool.of(table(csv, last));

        assertEquals(List.of("1/a/new", "1/b/new", "2/a/new"), named(pool));
        assertEquals(
                List.of("3 rows are left out where an annotator labels a task again: the last counts,"
                        + " by the column updated_at (rows without a time by their order)"),
                pool.notes());
        assertEquals(List.of("1/b/new", "1/a/old", "2/a/old"), named(LabelledPool.of(table(csv, first))));
        assertEquals(List.of("1/a/new"), named(LabelledPool.of(table(json, last))));
        // What is left out and joined before keeps its times.
        String joined = csv.replace("1,b,new", "1,b,NA").replace("1,a,old", "1.0,a,old");
        assertEquals(
                List.of("1/a/new", "2/a/new"),
                named(LabelledPool.of(table(joined, last.withJoin(Set.of(Form.NUMBERS))))));
    }

    private LabelledPool besideNpy(String rows, int numClasses, LabelOptions options) throws InputException {
        double[][] probs = new double[3][numClasses];
        for (double[] row : probs) {
            row[0] = 1;
        }
        Path npy = folder.resolve("p.npy");
        NpyFile.write(npy, DenseProbabilities.of(probs), NpyFile.Precision.FLOAT32);
        return LabelledPool.of(
                table("task,annotator,label\n" + rows, options), ProbabilityFiles.read(npy, ProbabilityOptions.NONE));
    }

    private LabelledPool tasksBesideRows(int first, int last, int numRows) throws InputException {
        StringBuilder rows = new StringBuilder("task,annotator,label\n");
        IntStream.rangeClosed(first, last)
                .forEach(
                        task -> rows.append(task).append(",a,").append(task % 2).append('\n'));
        Path npy = folder.resolve("p.npy");
        double[][] probs = new double[numRows][];
        Arrays.fill(probs, new double[] {0.5, 0.5});
        NpyFile.write(npy, DenseProbabilities.of(probs), NpyFile.Precision.FLOAT32);
        return LabelledPool.of(table(rows.toString(), PLAIN), ProbabilityFiles.read(npy, ProbabilityOptions.NONE));
    }

    @Test
    void tasksThatCountFromOneAreRecognised() throws Exception {
        String expected = ", expected a row number from 0 to 39 in p.npy; every labelled task needs probabilities";
        String advice = "if they count from 1, give the tasks beside the rows: a CSV file with a column task";
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:41: task is \"40\"" + expected + "; " + advice,
                () -> tasksBesideRows(1, 40, 40));
        Broken.refuses(
                folder.resolve("l.csv"), "l.csv:42: task is \"40\"" + expected, () -> tasksBesideRows(0, 40, 40));
        Broken.refuses(
                folder.resolve("l.csv"), "l.csv:41: task is \"40\"" + expected, () -> tasksBesideRows(1, 41, 40));
        List<String> notes = tasksBesideRows(1, 20, 40).notes();
        assertEquals(
                List.of("no labelled task is 0: tasks were taken as row numbers of " + folder.resolve("p.npy")
                        + " from 0 on; " + advice),
                notes);
        for (int[] range : new int[][] {{0, 20}, {1, 19}, {2, 30}}) {
            assertEquals(List.of(), tasksBesideRows(range[0], range[1], 40).notes());
        }
    }

    @Test
    void labelsThatCountFromOneAreRecognised() throws Exception {
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:3: label is 3, and none is 0: the labels count from 1,"
                        + " expected class numbers from 0 to 2; add --classes 1,2,3",
                () -> besideNpy("0,a,1\n0,b,3\n", 3, PLAIN));
        LabelledPool pool = besideNpy("0,a,1\n0,b,3\n", 3, PLAIN.withClasses(List.of("1", "2", "3")));
        assertEquals(List.of("0/a/1", "0/b/3"), named(pool));
        assertEquals(2, pool.annotations().labelBy(0, 1));
        assertEquals(
                List.of("no label is 0: they are taken as the columns from 0 on;"
                        + " if they count from 1, add --classes 1,2,3"),
                besideNpy("0,a,1\n0,b,2\n", 3, PLAIN).notes());
        assertEquals(List.of(), besideNpy("0,a,1\n0,b,0\n", 3, PLAIN).notes());
    }

    @Test
    void minusOneAndOneAreRecognised() throws Exception {
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:2: the labels are -1 and 1, expected class numbers from 0 to 1;"
                        + " add --classes=-1,1, in the order of the columns",
                () -> besideNpy("0,a,1\n0,b,-1\n", 2, PLAIN));
        LabelledPool pool = besideNpy("0,a,1\n0,b,-1\n", 2, PLAIN.withClasses(List.of("-1", "1")));
        assertEquals(1, pool.annotations().labelBy(0, 0));
    }

    @Test
    void classesNameTheColumnsOfNpy() throws Exception {
        LabelledPool pool = besideNpy("0,a,dog\n1,a,Cat\n", 3, PLAIN.withClasses(List.of("cat", "cow", "dog")));

        assertEquals(List.of("0/a/dog", "1/a/cat"), named(pool));
        assertTrue(pool.namedLabels());
        Broken.refuses(
                folder.resolve("p.npy"),
                "p.npy: has 3 classes, expected 2 as --classes names",
                () -> besideNpy("0,a,dog\n", 3, PLAIN.withClasses(List.of("cat", "dog"))));
    }

    @Test
    void classesMayBeSaidForLabelsAlone() throws Exception {
        LabelledPool pool = alone("1,a,spam\n", PLAIN.withClasses(List.of("spam", "ham")));

        assertEquals(List.of("spam", "ham"), pool.classNames());
        Broken.refuses(
                folder.resolve("l.csv"),
                "l.csv:2: label is 3, expected a class number from 0 to 1",
                () -> alone("1,a,3\n", PLAIN.withClasses(List.of("spam", "ham"))));
    }

    @Test
    void floatsAreTheNumbersOfColumns() throws Exception {
        assertEquals(
                1, besideNpy("0.0,a,1.0\n0.0,b,0.0\n", 2, PLAIN).annotations().labelBy(0, 0));
    }
}
