package org.relabel4j.spark.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.ByName;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.spark.LocalSpark;

/** A pool as core has it, and the same as tables, whose rows are in random order. Tasks are t0, t1, ..., annotators a0, a1, ... */
record PoolTables(Annotations annotations, List<Probabilities> predProbs, Random random) {
    static final StructType LABELS =
            new StructType().add("task", "string").add("annotator", "string").add("label", "int");
    static final StructType PROBABILITIES =
            new StructType().add("task", "string").add("p", DataTypes.createArrayType(DataTypes.DoubleType));

    /** A random pool: most examples have 0 to 3 labels, one has many, and one annotator has most. */
    static PoolTables random(int numExamples, int numAnnotators, int numClasses, int numModels, long seed) {
        Random random = new Random(seed);
        int[] truth = random.ints(numExamples, 0, numClasses).toArray();
        AnnotationsBuilder builder = Annotations.builder(numExamples, numAnnotators, numClasses);
        for (int i = 0; i < numExamples; i++) {
            int wanted = i == 0 ? numAnnotators : Math.min(numAnnotators, random.nextInt(4));
            List<Integer> order =
                    new ArrayList<>(IntStream.range(1, numAnnotators).boxed().toList());
            Collections.shuffle(order, random);
            if (random.nextInt(10) > 0) {
                order.add(0, 0);
            } else {
                order.add(0);
            }
            for (int j : order.subList(0, wanted)) {
                boolean right = random.nextDouble() < 0.5 + 0.4 * j / numAnnotators;
                builder.add(i, j, right ? truth[i] : random.nextInt(numClasses));
            }
        }
        List<Probabilities> models = new ArrayList<>();
        for (int l = 0; l < numModels; l++) {
            double[][] rows = new double[numExamples][numClasses];
            for (int i = 0; i < numExamples; i++) {
                double sum = 0;
                for (int k = 0; k < numClasses; k++) {
                    rows[i][k] = Math.exp(random.nextGaussian() * (l + 1) + (k == truth[i] ? 1 : 0));
                    sum += rows[i][k];
                }
                for (int k = 0; k < numClasses; k++) {
                    rows[i][k] /= sum;
                }
            }
            models.add(DenseProbabilities.of(rows));
        }
        return new PoolTables(builder.build(), models, random);
    }

    /**
     * A pool where nothing but chance decides: two annotators and two models that contradict each other everywhere, and every third
     * example without a label.
     */
    static PoolTables tied(int numExamples, long seed) {
        AnnotationsBuilder builder = Annotations.builder(numExamples, 2, 2);
        double[][] first = new double[numExamples][];
        double[][] second = new double[numExamples][];
        for (int i = 0; i < numExamples; i++) {
            int k = i / 3 % 2;
            if (i % 3 > 0) {
                builder.add(i, 0, k);
                builder.add(i, 1, 1 - k);
            }
            first[i] = k == 0 ? new double[] {0.75, 0.25} : new double[] {0.25, 0.75};
            second[i] = k == 1 ? new double[] {0.75, 0.25} : new double[] {0.25, 0.75};
        }
        return new PoolTables(
                builder.build(),
                List.of(DenseProbabilities.of(first), DenseProbabilities.of(second)),
                new Random(seed));
    }

    /** What one machine draws with, by the tasks. */
    static RandomGenerator chance(long seed) {
        return new ByName(seed, i -> "t" + i, new SplittableRandom(1));
    }

    /** What a strategy looks at on one machine. */
    PoolState state(String consensus, long seed) {
        List<MemberPredictions> members = new ArrayList<>();
        for (Probabilities model : predProbs) {
            members.add(new MemberPredictions("model", model, List.of(), List.of(), Optional.empty()));
        }
        return new PoolState(
                0,
                annotations,
                ConsensusMethods.byName(consensus).infer(annotations, predProbs, chance(seed)),
                members);
    }

    /** With a column {@code place} that orders the labels of a task. */
    Dataset<Row> orderedLabels() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < annotations.numExamples(); i++) {
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                rows.add(RowFactory.create("t" + i, "a" + annotations.annotatorAt(a), annotations.labelAt(a), a));
            }
        }
        Collections.shuffle(rows, random);
        return LocalSpark.session().createDataFrame(rows, LABELS.add("place", "int"));
    }

    Dataset<Row> labels() {
        return orderedLabels().drop("place");
    }

    List<Dataset<Row>> models() {
        return predProbs.stream().map(this::table).toList();
    }

    private Dataset<Row> table(Probabilities model) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < model.numExamples(); i++) {
            double[] row = new double[model.numClasses()];
            model.copyRows(i, i + 1, row, 0);
            rows.add(RowFactory.create(
                    "t" + i, java.util.Arrays.stream(row).boxed().toList()));
        }
        Collections.shuffle(rows, random);
        return LocalSpark.session().createDataFrame(rows, PROBABILITIES);
    }

    /** A column by the example that the rows' tasks name. */
    static Map<Integer, Row> byTask(Dataset<Row> table) {
        Map<Integer, Row> rows = new HashMap<>();
        for (Row row : table.collectAsList()) {
            assertEquals(null, rows.put(Integer.parseInt(row.getString(0).substring(1)), row), "one row a task");
        }
        return rows;
    }
}
