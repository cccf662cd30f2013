package org.relabel4j.models.saved;

import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.table.TableState;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.NetworkState;

/** What kind examples are of, in files. */
final class ExamplesState {
    private static final String KIND = "kind";
    private static final String FEATURES = "features";
    private static final String IMAGES = "images";
    private static final String TABLE = "table";

    private ExamplesState() {}

    static void save(Examples examples, StateWriter out) {
        if (examples instanceof FeatureTable table) {
            out.text(KIND, TABLE);
            TableState.save(table.columns(), out);
        } else if (examples instanceof ImageSet images) {
            out.text(KIND, IMAGES);
            NetworkState.save(ImageShape.of(images), out);
        } else {
            out.text(KIND, FEATURES);
            out.text(FEATURES, examples.length());
        }
    }

    /** No examples of the kind. */
    static Examples read(StateReader in) {
        String kind = in.text(KIND);
        return switch (kind) {
            case TABLE -> FeatureTable.ofRowMajor(0, TableState.columns(in), new float[0]);
            case IMAGES -> {
                ImageShape shape = NetworkState.shape(in);
                yield new ImageSet(shape.height(), shape.width(), shape.channels(), new byte[0][]);
            }
            case FEATURES -> FeatureMatrix.ofRowMajor(0, in.count(FEATURES, 1, Integer.MAX_VALUE), new float[0]);
            default -> throw in.problem(KIND, "is \"" + kind + "\", which this program does not know");
        };
    }
}
