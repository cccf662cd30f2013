package org.relabel4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.deeplearning4j.datasets.datavec.RecordReaderDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.ExamplesRecordReader;
import org.relabel4j.datasets.RecordReaderDataset;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.registry.Models;

/** What DataVec reads trains our models, and our data sets train Deeplearning4j's networks. docs/DATA.md shows both. */
class DataVecTest {
    private static final List<String> MOVES =
            List.of("Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn");

    @Test
    void whatDataVecReadsTrainsOurModels(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("moves.csv");
        try (InputStream bundled = Datasets.class.getResourceAsStream("wall-robot/sensor_readings_4.data")) {
            Files.copy(bundled, file);
        }

        CSVRecordReader reader = new CSVRecordReader();
        reader.initialize(new FileSplit(file.toFile()));
        Dataset moves = RecordReaderDataset.of(reader, new RecordReaderDataset.Columns(4, MOVES), 0.25, 1);
        Trainer trainer = Models.trainer("extra-trees", Map.of());
        int[] pool = IntStream.range(0, moves.pool().size()).toArray();
        try (Classifier trees = trainer.train(moves.pool(), pool, moves.poolLabels(), MOVES.size(), 1)) {
            int[] test = IntStream.range(0, moves.test().size()).toArray();
            Probabilities p = trees.predict(moves.test(), test);
            assertTrue(accuracy(p, moves.testLabels()) > 0.95);
        }
        assertEquals(5456, moves.pool().size() + moves.test().size());
    }

    /** So that the page does not show what does not compile. */
    @Test
    void thePageShowsTheseLines() throws IOException {
        List<String> here = lines(Path.of("src/test/java/org/relabel4j/benchmarks/DataVecTest.java"));
        List<String> page = lines(Path.of("../docs/DATA.md"));
        List<String> section = page.subList(page.indexOf("## How do I train on what DataVec reads?"), page.size());

        int shown = 0;
        for (int n = section.indexOf("```java"), blocks = 0; blocks < 2; n++) {
            if (section.get(n).startsWith("```")) {
                blocks += section.get(n).equals("```") ? 1 : 0;
            } else if (blocks == 0 || section.get(n).endsWith(";")) {
                assertTrue(here.contains(section.get(n)), section.get(n));
                shown++;
            }
        }
        assertEquals(11, shown);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(String::strip).toList();
    }

    private static double accuracy(Probabilities p, int[] labels) {
        double[] row = new double[p.numClasses()];
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            p.copyRows(i, i + 1, row, 0);
            int best = 0;
            for (int k = 1; k < row.length; k++) {
                best = row[k] > row[best] ? k : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right / (double) labels.length;
    }

    @Test
    void ourDataSetsTrainNetworksThroughDeeplearning4jsIterators() throws Exception {
        Dataset robot = Datasets.load("wall-robot", Map.of(), 1);

        // On one thread, as small networks are slower on two.
        double accuracy = Backends.onOneThread(() -> trainNetwork(robot));

        assertTrue(accuracy > 0.7, "accuracy " + accuracy);
    }

    private static double trainNetwork(Dataset robot) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.02))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(32)
                        .activation(Activation.RELU)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(32)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();

        int numClasses = robot.classNames().size();
        ExamplesRecordReader pool = ExamplesRecordReader.ofPool(robot);
        DataSetIterator batches = new RecordReaderDataSetIterator(pool, 20, pool.labelIndex(), numClasses);
        network.fit(batches, 3);
        ExamplesRecordReader test = ExamplesRecordReader.ofTest(robot);
        double accuracy = network.evaluate(new RecordReaderDataSetIterator(test, 100, test.labelIndex(), numClasses))
                .accuracy();
        network.close();
        return accuracy;
    }
}
