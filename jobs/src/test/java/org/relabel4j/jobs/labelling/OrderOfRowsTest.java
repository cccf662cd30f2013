package org.relabel4j.jobs.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.jobs.Progress;

/** Where only chance decides, it decides by the task: whatever the order of the rows. */
class OrderOfRowsTest {
    private static final int SIZE = 60;

    @TempDir
    Path folder;

    private JobFixture files;

    @BeforeEach
    void writeTies() {
        files = JobFixture.in(folder);
        List<String> labels = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        List<String> probs = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            probs.add("t" + i + ",0.5,0.5");
            if (i % 3 > 0) {
                // Of a task the order of labels stays, since for darl the newest counts.
                String first = "t" + i + (i % 4 < 2 ? ",ann," : ",bob,");
                String second = "\nt" + i + (i % 4 < 2 ? ",bob," : ",ann,");
                labels.add(i % 2 == 0 ? first + "cat" + second + "dog" : first + "dog" + second + "cat");
                sets.add(i % 2 == 0 ? first + "cat|dog" + second : first + second + "cat|dog");
            }
        }
        for (String name : List.of("", "shuffled-")) {
            files.write(name + "labels.csv", "task,annotator,label\n" + String.join("\n", labels) + "\n");
            files.write(name + "sets.csv", "task,annotator,label\n" + String.join("\n", sets) + "\n");
            files.write(name + "probs.csv", "task,cat,dog\n" + String.join("\n", probs) + "\n");
            Collections.shuffle(labels, new Random(1));
            Collections.shuffle(sets, new Random(2));
            Collections.shuffle(probs, new Random(3));
        }
    }

    private JobInputs inputs(String prefix, String labels, LabelOptions options) {
        return new JobInputs(
                List.of(files.file(prefix + labels)),
                options,
                List.of(files.file(prefix + "probs.csv")),
                ProbabilityOptions.NONE,
                Optional.empty());
    }

    private String score(String prefix, String strategy, Map<String, String> options, OptionalInt batch)
            throws Exception {
        ScoringJob.run(
                new ScoringJob.Request(
                        strategy,
                        options,
                        inputs(prefix, "labels.csv", LabelOptions.defaults()),
                        new ScoringJob.Outputs(files.file("scores.csv"), Optional.empty()),
                        batch,
                        7),
                Progress.NONE);
        return files.read("scores.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "random,''",
        "good-random,''",
        "entropy,''",
        "entropy,ask=repeat",
        "activelab,''",
        "darl,sampler=confidence",
        "darl,sampler=confidence base=random",
        "stochastic,base=entropy",
        "random-within-strata,base=entropy"
    })
    void scoresAndBatchesFollowFromTheTasks(String strategy, String given) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String option : given.isEmpty() ? new String[0] : given.split(" ")) {
            options.put(option.split("=")[0], option.split("=")[1]);
        }
        for (OptionalInt batch : List.of(OptionalInt.empty(), OptionalInt.of(25))) {
            assertEquals(score("", strategy, options, batch), score("shuffled-", strategy, options, batch));
        }
    }

    @Test
    void randomScoresAreNumbersOfSeedAndTask() throws Exception {
        score("", "random", Map.of(), OptionalInt.empty());

        CsvTable scores = CsvTable.read(files.file("scores.csv"));
        assertEquals(SIZE, scores.keys().size());
        for (String task : scores.keys()) {
            assertEquals(Seeds.uniform(7, "score " + task), scores.number(task, "score"));
        }
    }

    private List<String> infer(String prefix, String method, String labels, LabelOptions options) throws Exception {
        ConsensusJob.run(
                new ConsensusJob.Request(
                        method,
                        Map.of(),
                        inputs(prefix, labels, options),
                        Optional.empty(),
                        new ConsensusJob.Outputs(files.file("consensus.csv"), Optional.empty(), Optional.empty()),
                        7,
                        Combination.PAPER),
                Progress.NONE);
        return files.read("consensus.csv").lines().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "majority-vote",
                "crowdlab",
                "crowdlab-calibrated",
                "dawid-skene",
                "glad",
                "one-coin",
                "wawa",
                "zero-based-skill",
                "m-msr",
                "kos",
                "ibcc"
            })
    void consensusFollowsFromTheTasks(String method) throws Exception {
        List<String> found = infer("", method, "labels.csv", LabelOptions.defaults());

        assertEquals(found, infer("shuffled-", method, "labels.csv", LabelOptions.defaults()));
        assertNotEquals(0, found.stream().filter(line -> line.contains(",cat,")).count());
        assertNotEquals(0, found.stream().filter(line -> line.contains(",dog,")).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"majority-vote", "crowdlab"})
    void setsFollowFromTheTasksToo(String method) throws Exception {
        LabelOptions sets = LabelOptions.defaults().withSets("|");

        List<String> found = infer("", method, "sets.csv", sets);

        assertEquals(found, infer("shuffled-", method, "sets.csv", sets));
        for (String set : List.of(",,", ",cat,", ",dog,", ",cat|dog,")) {
            assertNotEquals(0, found.stream().filter(line -> line.contains(set)).count(), set);
        }
    }
}
