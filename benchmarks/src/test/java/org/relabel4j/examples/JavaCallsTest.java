package org.relabel4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.AgreementVote;
import com.example.NearestMean;
import com.example.TwoMoons;
import com.example.VoteEntropy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.learning.LearningCell;
import org.relabel4j.benchmarks.learning.LearningState;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.run.Benchmark;
import org.relabel4j.benchmarks.run.LearningRun;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabResult;
import org.relabel4j.core.acquisition.BatchSelector;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.loop.ActiveLearningLoop;
import org.relabel4j.core.loop.LabelBatch;
import org.relabel4j.core.loop.LabelSource;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.validation.CrossValidation;
import org.relabel4j.datasets.Dataset;

class JavaCallsTest {
    private static final Dataset MOONS = TwoMoons.load(Map.of("pool-size", "200", "test-size", "100"), 1);

    @TempDir
    Path folder;

    @Test
    void scoresAndInfers() {
        int numExamples = 200;
        int numAnnotators = 2;
        int numClasses = 2;
        double[][] rows = new double[numExamples][];
        for (int i = 0; i < numExamples; i++) {
            rows[i] = new double[] {0.5 + 0.002 * i, 0.5 - 0.002 * i};
        }

        Annotations annotations = Annotations.builder(numExamples, numAnnotators, numClasses)
                .add(17, 0, 1) // example, annotator, label
                .add(17, 1, 0)
                .build();
        Probabilities predProbs = DenseProbabilities.of(rows);
        ActiveLabResult result = ActiveLab.single().analyse(annotations, List.of(predProbs), new SplittableRandom(1));
        int[] batch = BatchSelector.lowest(result.scores(), 100, new SplittableRandom(2));

        assertEquals(100, batch.length);
        assertEquals(100, Arrays.stream(batch).distinct().count());

        Consensus consensus = new CrowdLab().infer(annotations, List.of(predProbs), new SplittableRandom(1));
        int label = consensus.label(17); // -1 for an example without a label
        double sureness = consensus.quality(17); // 0 to 1
        double[] agreement = AnnotatorStats.of(annotations, consensus).agreementWithConsensus();
        Consensus withoutModel = new DawidSkene().infer(annotations, List.of(), new SplittableRandom(1));

        assertTrue(label == 0 || label == 1);
        assertTrue(sureness > 0 && sureness <= 1);
        assertEquals(numAnnotators, agreement.length);
        assertEquals(-1, withoutModel.label(18));
    }

    @Test
    void crossValidates() {
        Examples pool = MOONS.pool();
        int[] labels = MOONS.poolLabels();
        Arrays.fill(labels, 100, 200, -1);

        CrossValidation model = new CrossValidation(new CrossValidation.Scheme(
                List.of(new NearestMean()), pool, MOONS.test(), 5, false, false)); // folds; what to keep besides
        List<MemberPredictions> members = model.fit(labels, 2, 1); // labels, -1 for none; classes; seed
        Probabilities outOfSample = members.get(0).pool();

        assertEquals(200, outOfSample.numExamples());
        int right = 0;
        for (int i = 0; i < 100; i++) {
            right += outOfSample.get(i, labels[i]) > 0.5 ? 1 : 0;
        }
        assertTrue(right > 70, "right of 100: " + right);
    }

    @Test
    void runsTheLoop() {
        CrossValidation model = new CrossValidation(
                new CrossValidation.Scheme(List.of(new NearestMean()), MOONS.pool(), MOONS.test(), 5, false, false));
        AnnotationsBuilder first = Annotations.builder(200, 7, 2);
        int[] truth = MOONS.poolLabels();
        for (int i = 0; i < 40; i++) {
            first.add(i, i % 3, truth[i]);
        }
        Annotations labelled = first.build();
        StringBuilder log = new StringBuilder();

        LabelSource people = (round, examples) -> {
            int[] annotators = new int[examples.length]; // who answered each
            int[] answers = new int[examples.length];
            for (int n = 0; n < examples.length; n++) {
                annotators[n] = 3 + round;
                answers[n] = truth[examples[n]]; // ask somebody here
            }
            return new LabelBatch(examples, annotators, answers);
        };
        ActiveLearningLoop loop = new ActiveLearningLoop(
                new ActiveLearningLoop.Steps(new MajorityVote(), model, ActiveLab.single(), people),
                new ActiveLearningLoop.Plan(4, 20, 1)); // rounds, batch, seed
        LoopState end = loop.run(
                LoopState.start(labelled),
                List.of(round ->
                        log.append(round.round() + ": " + round.state().labelled().length + " examples labelled\n")));

        assertTrue(log.toString().startsWith("0: 40 examples labelled\n"), log::toString);
        assertEquals(40 + 3 * 20, end.annotations().size());
    }

    @Test
    void runsAnExperiment() throws Exception {
        LearningRun run = Benchmark.of("wall-robot")
                .with("models=knn", "trials=1", "rounds=3", "strategies=activelab,random")
                .run(folder.resolve("run"));
        List<RoundRow> rows = run.rows();

        assertEquals(2 * 3, rows.size());
    }

    @Test
    void runsAnExperimentWithOwnParts() throws Exception {
        StringBuilder log = new StringBuilder();

        LearningRun run = Benchmark.of("wall-robot") // or a YAML file of your own
                .strategy("vote-entropy", new VoteEntropy(1))
                .consensusMethod("agreement-vote", new AgreementVote())
                .model(new NearestMean())
                .dataset(MOONS)
                .with("strategies=activelab,vote-entropy,random", "models=nearest-mean,knn", "dataset=two-moons")
                .with("consensus=agreement-vote", "noise.accuracy=any", "initial.labelled=40")
                .with("trials=2", "rounds=3", "batch=20")
                .jobs(2)
                .run(folder.resolve("moons"), new GridListener<LearningCell, LearningState>() {
                    @Override
                    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
                        log.append(progress.steps() + "/" + progress.stepsInAll() + " " + cell + "\n");
                    }
                });
        String tables = run.report().orElseThrow().text(); // latex(…), markdown() and report.html likewise

        assertEquals(2 * 3 * 2 * 3, run.rows().size());
        assertEquals(2 * 3 * 2 * 3, log.toString().lines().count());
        assertTrue(tables.contains("vote-entropy"), tables);
        assertTrue(Files.exists(folder.resolve("moons/report.html")));
    }
}
