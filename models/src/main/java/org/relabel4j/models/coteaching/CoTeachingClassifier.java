package org.relabel4j.models.coteaching;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/** Trained networks whose mean is the prediction, and whose embeddings stand side by side. Closes them when it is closed. */
public final class CoTeachingClassifier implements Savable {
    /** Name of the kind in files. */
    public static final String KIND = "co-teaching";

    private static final String NETWORKS = "networks";
    private static final int MOST_NETWORKS = 100;

    private final List<Classifier> networks;

    /**
     * @param networks of equally many classes, usually two
     */
    public CoTeachingClassifier(List<? extends Classifier> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        List<Classifier> networks = new ArrayList<>();
        int count = in.count(NETWORKS, 1, MOST_NETWORKS);
        try {
            for (int n = 0; n < count; n++) {
                networks.add(in.classifier(String.valueOf(n)));
            }
            return new CoTeachingClassifier(networks);
        } catch (RuntimeException | Error e) {
            networks.forEach(Classifier::close);
            throw e;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        out.text(NETWORKS, networks.size());
        for (int n = 0; n < networks.size(); n++) {
            out.classifier(String.valueOf(n), networks.get(n));
        }
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        double[] sums = new double[0];
        double[] own = new double[0];
        int numClasses = 0;
        for (Classifier network : networks) {
            Probabilities p = network.predict(examples, rows);
            if (numClasses == 0) {
                numClasses = p.numClasses();
                sums = new double[Math.multiplyExact(rows.length, numClasses)];
                own = new double[sums.length];
            }
            p.copyRows(0, rows.length, own, 0);
            for (int n = 0; n < sums.length; n++) {
                sums[n] += own[n] / networks.size();
            }
        }
        float[] mean = new float[sums.length];
        for (int n = 0; n < mean.length; n++) {
            mean[n] = (float) sums[n];
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, mean);
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        List<Embeddings> parts =
                networks.stream().map(network -> network.embed(examples, rows)).toList();
        int width = parts.stream().mapToInt(Embeddings::dimension).sum();
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            int offset = i * width;
            for (Embeddings part : parts) {
                part.copyRow(i, values, offset);
                offset += part.dimension();
            }
        }
        return Embeddings.ofRowMajor(rows.length, width, values);
    }

    @Override
    public void close() {
        networks.forEach(Classifier::close);
    }
}
