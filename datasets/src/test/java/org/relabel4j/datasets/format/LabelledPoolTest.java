package org.relabel4j.datasets.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.probability.DenseProbabilities;

class LabelledPoolTest {
    private static final String PROBS = "task,cat,dog\nx,0.5,0.5\ny,0.9,0.1\nz,0.2,0.8\n";
    private static final String LABELS = "task,annotator,label\nz,10,dog\nx,9,cat\nz,9,cat\n";

    @TempDir
    Path folder;

    private LabelledPool join(String labels, String probs) throws InputException {
        return LabelledPool.of(
                LabelCsv.read(Broken.write(folder, "l.csv", labels)),
                ProbabilityFiles.read(Broken.write(folder, "p.csv", probs)));
    }

    private LabelledPool labelsOnly(String labels) throws InputException {
        return LabelledPool.of(LabelCsv.read(Broken.write(folder, "l.csv", labels)));
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
        LabelTable good = LabelCsv.read(Broken.write(folder, "l.csv", "task,annotator,label\n1,a,0\n"));

        LabelledPool pool = LabelledPool.of(good, ProbabilityFiles.read(npy));

        assertEquals(0, pool.annotations().labelBy(1, 0));
        assertEquals(List.of("0", "1"), pool.tasks());
        Path bad = Broken.write(folder, "l.csv", "task,annotator,label\n1,a,0\n2,a,0\n");
        Broken.refuses(
                bad,
                "l.csv:3: task is \"2\", expected a row number from 0 to 1 in p.npy;"
                        + " every labelled task needs probabilities",
                () -> LabelledPool.of(LabelCsv.read(bad), ProbabilityFiles.read(npy)));
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
        refuses("task,annotator,label\nx,a,1\ny,a,-1\n", "l.csv:3: label is -1, expected a class number from 0 to 1");
        refuses("task,annotator,label\nx,a,1\ny,a,1.0\n", "l.csv:3: label is 1.0, expected a class number from 0 to 1");
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
                "task,annotator,label\nx,a,99999999999\ny,a,7\nz,a,-1\n",
                "l.csv:4: label is \"-1\" after \"99999999999\", expected either class numbers or class names;"
                        + " use one kind throughout");
    }

    @Test
    void refusesAnAnnotatorLabellingATaskTwice() {
        refuses(
                LABELS + "y,9,dog\nx,9,dog\n",
                "l.csv:6: annotator \"9\" labels task \"x\" again, after line 3,"
                        + " expected one label for each annotator and task; keep one of the rows");
    }

    @Test
    void refusesNoLabelsOrOneClassWithoutProbabilities() {
        refusesAlone("task,annotator,label\n", "l.csv: has no labels, expected a row a label below the header");
        refusesAlone(
                "task,annotator,label\nx,a,1\ny,a,1\n",
                "l.csv: has only the class \"1\", expected at least 2 classes;"
                        + " give the probabilities, whose columns name all classes");
    }
}
