package org.relabel4j.core.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.registry.ConsensusMethods;

/**
 * How many labels of real crowds are right, beside crowd-kit 1.4.2 (benchmarks/peers/run_crowd.py): the tables NAME.labels.csv and
 * NAME.truth.csv in the folder crowd of the folder that the environment variable RELABEL4J_DATA names.
 */
@Tag("slow")
class CrowdTablesTest {
    /** Numbers from 0 in the order in which names come up. */
    private static int number(Map<String, Integer> numbers, String name) {
        numbers.putIfAbsent(name, numbers.size());
        return numbers.get(name);
    }

    private static List<String> rows(String name) throws IOException {
        String data = System.getenv("RELABEL4J_DATA");
        assumeTrue(data != null, "RELABEL4J_DATA is not set: it names a folder with the real data sets");
        List<String> lines = Files.readAllLines(Path.of(data, "crowd", name));
        return lines.subList(1, lines.size());
    }

    private static int numberRight(String table, Function<Annotations, Consensus> method) throws IOException {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        Map<String, Integer> workers = new LinkedHashMap<>();
        Map<String, Integer> classes = new LinkedHashMap<>();
        // The last label of a worker for a task counts.
        Map<List<Integer>, Integer> labels = new LinkedHashMap<>();
        for (String row : rows(table + ".labels.csv")) {
            String[] fields = row.split(",");
            labels.put(List.of(number(tasks, fields[0]), number(workers, fields[1])), number(classes, fields[2]));
        }
        AnnotationsBuilder builder = Annotations.builder(tasks.size(), workers.size(), Math.max(2, classes.size()));
        labels.forEach((pair, label) -> builder.add(pair.get(0), pair.get(1), label));
        Consensus consensus = method.apply(builder.build());
        List<String> names = new ArrayList<>(classes.keySet());
        int right = 0;
        for (String row : rows(table + ".truth.csv")) {
            String[] fields = row.split(",");
            right += tasks.containsKey(fields[0])
                            && names.get(consensus.label(tasks.get(fields[0]))).equals(fields[1])
                    ? 1
                    : 0;
        }
        return right;
    }

    /**
     * The numbers are crowd-kit's, on tables where its order of classes and its random numbers make no difference (MACE from the
     * same start, with annotators and classes named in their order of appearance, since it mixes them up otherwise; M-MSR
     * with signs from pairs that share examples: docs/FIDELITY.md), and for {@code ibcc}, which it has not, our own.
     */
    @ParameterizedTest
    @CsvSource({
        "bluebird, one-coin, 63",
        "barzan, one-coin, 668",
        "rte, one-coin, 740",
        "MS, one-coin, 555",
        "dog, one-coin, 670",
        "product, one-coin, 7553",
        "bluebird, wawa, 82",
        "barzan, wawa, 696",
        "MS, wawa, 557",
        "product, wawa, 7455",
        "bluebird, zero-based-skill, 82",
        "barzan, zero-based-skill, 696",
        "MS, zero-based-skill, 560",
        "dog, zero-based-skill, 670",
        "bluebird, mace, 93",
        "barzan, mace, 722",
        "dog, mace, 670",
        "bluebird, m-msr, 77",
        "barzan, m-msr, 692",
        "dog, m-msr, 665",
        "bluebird, kos, 78",
        "barzan, kos, 658",
        "rte, kos, 398",
        "sentiment, kos, 933",
        "product, kos, 7446",
        "bluebird, ibcc, 96",
        "barzan, ibcc, 710",
        "sentiment, ibcc, 960",
        "rte, ibcc, 743",
        "MS, ibcc, 539",
        "dog, ibcc, 676",
        "product, ibcc, 7793"
    })
    void asManyLabelsAreRightAsOfThePeer(String table, String method, int right) throws IOException {
        assertEquals(
                right,
                numberRight(
                        table,
                        annotations -> ConsensusMethods.byName(method)
                                .infer(annotations, List.of(), new SplittableRandom(1))));
    }

    /**
     * With the prior of others, four imaginary labels for the right class and one for each other, IBCC has as many right as they
     * published: Li, Rubinstein and Cohn, github.com/yuan-li/truth-inference-at-scale, output of code/test_ibcc.ipynb (commit
     * ff6d329), in shares of the tasks with known truth. The tables are those of theirs that have no repeated labels.
     */
    @ParameterizedTest
    @CsvSource({
        "MS, 700, 0.79",
        "SP, 4999, 0.914983",
        "product, 8315, 0.938304",
        "sentiment, 1000, 0.96",
        "bluebird, 108, 0.888889",
        "dog, 807, 0.83891",
        "rte, 800, 0.9275"
    })
    void ibccIsAsPublished(String table, int numTasks, double published) throws IOException {
        int right = numberRight(table, annotations -> {
            DawidSkene.Imagined prior = new DawidSkene.Imagined(annotations.numClasses() + 3, 4, 1, 1, true);
            Confusions confusions = new Confusions(annotations, KnownLabels.none(), prior);
            confusions.startFromVotes();
            confusions.converge(EmFit.MAX_ITERATIONS);
            return LabelPosterior.likeliest(annotations, confusions, new SplittableRandom(1));
        });

        // Six digits were printed.
        assertEquals(published, (double) right / numTasks, 5e-7);
    }
}
