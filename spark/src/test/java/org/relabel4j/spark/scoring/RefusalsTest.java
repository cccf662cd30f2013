package org.relabel4j.spark.scoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.spark.LocalSpark;

/** One bad row among good ones: one line that says where it is and what to do. */
@DisabledForJreRange(min = JRE.JAVA_24, disabledReason = "the Hadoop of Spark 4.1 does not run on it")
class RefusalsTest {
    @TempDir
    private Path folder;

    private final List<Row> labels = new ArrayList<>();
    private final List<Row> probabilities = new ArrayList<>();

    RefusalsTest() {
        for (int i = 0; i < 50; i++) {
            labels.add(RowFactory.create("t" + i, "ann", i % 3));
            labels.add(RowFactory.create("t" + i, "bob", 0));
            probabilities.add(RowFactory.create("t" + i, List.of(0.5, 0.25, 0.25)));
        }
    }

    @Test
    void rowThatDoesNotSumToOne() {
        probabilities.set(17, RowFactory.create("t17", List.of(0.5, 0.25, 0.05)));

        assertEquals(
                "probabilities: task \"t17\" sums to 0.800000, expected 1 ± 0.001; divide each row by its sum first",
                message());
    }

    @Test
    void probabilityThatIsNone() {
        probabilities.set(17, RowFactory.create("t17", java.util.Arrays.asList(0.5, null, 0.5)));

        assertEquals("probabilities: task \"t17\" has NaN for class 1, expected a probability", message());
    }

    @Test
    void rowOfAnotherLength() {
        probabilities.set(17, RowFactory.create("t17", List.of(0.5, 0.5)));

        assertEquals("probabilities: task \"t17\" has 2 probabilities, expected 3", message());
    }

    @Test
    void taskThatStandsTwice() {
        probabilities.add(probabilities.get(17));

        assertEquals("probabilities: task \"t17\" stands twice, expected one row a task", message());
    }

    @Test
    void unknownLabel() {
        labels.add(RowFactory.create("t17", "eve", 3));

        assertEquals("labels: task \"t17\" by \"eve\": label is \"3\", expected one of the classes 0, 1, 2", message());
    }

    @Test
    void secondLabelOfAnAnnotator() {
        labels.add(RowFactory.create("t17", "bob", 1));

        assertEquals("labels: task \"t17\" by \"bob\": labelled the task twice, expected one label", message());
    }

    @Test
    void labelledTaskWithoutProbabilities() {
        labels.add(RowFactory.create("t50", "bob", 1));

        assertEquals(
                "labels: task \"t50\" has no probabilities, expected a row for it; every task needs probabilities",
                message());
    }

    @Test
    void labelWithoutTask() {
        labels.add(RowFactory.create(null, "bob", 1));

        assertEquals("labels: a row by has no task, expected one".replace(" by", ""), message());
    }

    @Test
    void namesTheFileThatHasTheRow() throws IOException {
        Path file = Files.writeString(folder.resolve("more.csv"), "task,annotator,label\nt1,eve,0\nt17,eve,cat\n");
        Dataset<Row> read = LocalSpark.session().read().option("header", true).csv(file.toString());

        Dataset<Row> given = labels();
        Dataset<Row> text = given.withColumn("label", given.col("label").cast("string"));

        String message = message(text.unionAll(read));

        assertTrue(
                message.matches("file:.*more\\.csv: task \"t17\" by \"eve\": label is \"cat\", expected one of the"
                        + " classes 0, 1, 2; give their names by classes, in the order of the array"),
                message);
    }

    @Test
    void labelWithoutAPlaceInTheOrder() {
        Dataset<Row> ordered = labels().withColumn(
                        "given",
                        when(col("annotator").equalTo("ann"), "2024-05-01 10:00")
                                .when(col("task").notEqual("t17"), "17.5")
                                .otherwise("yesterday"));

        assertEquals(
                "labels: task \"t17\" by \"bob\": has no place in the order of labels, expected a number or a time in its"
                        + " column",
                message(ordered, SparkOptions.Columns.defaults().withOrder("given")));
    }

    @Test
    void missingColumn() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RelabelSpark.score(
                                labels().withColumnRenamed("label", "lable"), models(), SparkOptions.of("activelab")))
                .getMessage();

        assertEquals(
                "the table of labels has no column \"label\", found task, annotator, lable; did you mean \"lable\"?",
                message);
    }

    @Test
    void labelsThatAreOneNumber() {
        Dataset<Row> given = labels();
        Dataset<Row> text = given.withColumn(
                "label",
                when(col("label").equalTo(1).and(col("task").equalTo("t1")), "01")
                        .otherwise(col("label").cast("string")));

        assertEquals(
                "labels 01 and 1 are one number; write both alike, or name the classes",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RelabelSpark.consensus(text, SparkOptions.of("majority-vote")))
                        .getMessage()
                        .replace("labels 1 and 01", "labels 01 and 1"));
    }

    @Test
    void strategyThatDoesNotRunOnSpark() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> RelabelSpark.score(labels(), models(), SparkOptions.of("core-set")))
                .getMessage();

        assertTrue(message.startsWith("strategy core-set does not run on Spark, expected activelab"), message);
    }

    @Test
    void consensusMethodThatDoesNotRunOnSpark() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> RelabelSpark.consensus(labels(), SparkOptions.of("glad")))
                .getMessage();

        assertEquals(
                "method glad does not run on Spark, expected majority-vote, crowdlab, crowdlab-calibrated or dawid-skene",
                message);
    }

    private String message() {
        return message(labels());
    }

    private String message(Dataset<Row> given) {
        return message(given, SparkOptions.Columns.defaults());
    }

    private String message(Dataset<Row> given, SparkOptions.Columns columns) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> RelabelSpark.score(
                                given, models(), SparkOptions.of("activelab").withColumns(columns)))
                .getMessage();
    }

    private Dataset<Row> labels() {
        return LocalSpark.session().createDataFrame(labels, PoolTables.LABELS);
    }

    private List<Dataset<Row>> models() {
        return List.of(LocalSpark.session().createDataFrame(probabilities, PoolTables.PROBABILITIES));
    }
}
