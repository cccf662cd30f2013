package org.relabel4j.models.table;

import java.util.List;
import java.util.Map;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.models.state.Savable;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;

/**
 * A classifier of tables, of the columns that it was trained on.
 *
 * @param encoding how columns become features
 * @param classifier of the features; closed with this one
 */
public record TableClassifier(TableEncoding encoding, Classifier classifier) implements Savable {
    /** Name of the kind in files. */
    public static final String KIND = "table";

    /** Reads a classifier that a file holds. */
    public static Classifier read(StateReader in) {
        return new TableClassifier(TableState.encoding(in), in.classifier("classifier"));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void save(StateWriter out) {
        TableState.save(encoding, out);
        out.classifier("classifier", classifier);
    }

    @Override
    public Probabilities predict(Examples examples, int[] rows) {
        return classifier.predict(features(examples), rows);
    }

    @Override
    public Embeddings embed(Examples examples, int[] rows) {
        return classifier.embed(features(examples), rows);
    }

    @Override
    public List<Probabilities> predictWithDropout(Examples examples, int[] rows, int passes, long seed) {
        return classifier.predictWithDropout(features(examples), rows, passes, seed);
    }

    @Override
    public Map<String, String> choices() {
        return classifier.choices();
    }

    @Override
    public void close() {
        classifier.close();
    }

    private Examples features(Examples examples) {
        if (examples instanceof FeatureTable table) {
            return encoding.of(table);
        }
        throw new IllegalArgumentException(
                "the model was trained on a table of columns with names, but these examples have none");
    }
}
