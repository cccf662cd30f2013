package org.relabel4j.benchmarks.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.benchmarks.statistics.Metric;

/**
 * The learning curves published with Goh and Mueller 2023, "ActiveLab: Active Learning with Re-Labeling by Multiple
 * Annotators", arXiv:2301.11856.
 *
 * <p>Source: the {@code .npy} files under {@code active_learning_benchmarks} of
 * github.com/cleanlab/multiannotator-benchmarks, commit 237db43227a3b6d213f882e8bffd4ca122c191d9, converted to CSV
 * without change. The published runs have known defects (see {@link #NOTE}), so a corrected run need not meet them.
 */
final class Published {

    /** What a reader must know before comparing. */
    static final String NOTE = "Published: Goh and Mueller 2023, arXiv:2301.11856, results from "
            + "github.com/cleanlab/multiannotator-benchmarks at 237db43. In their code, ActiveLab gives all labelled "
            + "examples of a round the same annotator weight, and Disagreement scores are not numbers, so that its "
            + "choice is arbitrary; the runs here do as the paper says. Differences are expected. On cifar-10h every single "
            + "network stands beside the published ResNet-18, and every ensemble of networks beside the published one of "
            + "ResNet-18, 34 and 50.";

    /** Strategies of this name and one of the published ones do what the published program did. */
    private static final String IMITATION = "published-";

    /** How experiments name the published ensemble of three models. */
    private static final Set<String> ENSEMBLE = Set.of("ensemble", "mlp+extra-trees+knn");

    /** The published benchmark on images. */
    private static final String IMAGES = "cifar-10h";

    /** Single networks, and the members of ensembles of them. */
    private static final Pattern NETWORK = Pattern.compile("(resnet\\d*|onnx)(-[a-z0-9-]+)?");

    /** The published ensemble on images. */
    private static final String IMAGE_ENSEMBLE = "resnet-ensemble";

    private static final String RESOURCE = "published-activelab.csv";

    /** Labels bought a round in each published benchmark; the files do not hold it. */
    private static final Map<String, Integer> LABELS_PER_ROUND =
            Map.of(IMAGES, 500, "wall-robot", 100, "wall-robot-complete", 100);

    private static final List<PublishedRow> ROWS = read();

    private record PublishedRow(
            String benchmark, String model, String strategy, int round, Map<Metric, Double> accuracies) {}

    private Published() {}

    /**
     * The published curve of a strategy, or of the one that it imitates: mean and deviation over the five published trials; empty
     * if there is none.
     */
    static Optional<Curve> curve(String experiment, String model, String strategy, Metric metric) {
        String publishedModel = publishedModel(experiment, model);
        String publishedStrategy = strategy.startsWith(IMITATION) ? strategy.substring(IMITATION.length()) : strategy;
        Map<Integer, List<Double>> byRound = new TreeMap<>();
        for (PublishedRow row : ROWS) {
            if (row.benchmark().equals(experiment)
                    && row.model().equals(publishedModel)
                    && row.strategy().equals(publishedStrategy)) {
                byRound.computeIfAbsent(row.round(), r -> new ArrayList<>())
                        .add(row.accuracies().get(metric));
            }
        }
        if (byRound.isEmpty()) {
            return Optional.empty();
        }
        int batch = LABELS_PER_ROUND.get(experiment);
        return Optional.of(new Curve(byRound.entrySet().stream()
                .map(entry -> new Curve.Point(
                        (double) batch * entry.getKey(),
                        MeanSd.of(entry.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())))
                .toList()));
    }

    /** Which published model a model is set beside: its own; of other networks, or ensembles of them, the only one on images. */
    private static String publishedModel(String experiment, String model) {
        if (ENSEMBLE.contains(model)) {
            return "ensemble";
        }
        List<String> members = ModelNames.members(model);
        if (!experiment.equals(IMAGES)
                || model.equals(IMAGE_ENSEMBLE)
                || !members.stream().allMatch(member -> NETWORK.matcher(member).matches())) {
            return model;
        }
        return members.size() == 1 ? "resnet18" : IMAGE_ENSEMBLE;
    }

    private static List<PublishedRow> read() {
        try (Reader reader =
                        new InputStreamReader(Published.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            return csv.stream().map(Published::row).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + RESOURCE, e);
        }
    }

    private static PublishedRow row(NamedCsvRecord line) {
        return new PublishedRow(
                line.getField("benchmark"),
                line.getField("model"),
                line.getField("strategy"),
                Integer.parseInt(line.getField("round")),
                Map.of(
                        Metric.MODEL_ACCURACY, Double.valueOf(line.getField("model_accuracy")),
                        Metric.CONSENSUS_ACCURACY, Double.valueOf(line.getField("consensus_accuracy"))));
    }
}
