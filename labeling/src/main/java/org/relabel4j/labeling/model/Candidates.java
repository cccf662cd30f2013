package org.relabel4j.labeling.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.registry.Models;

/** The models among which {@code auto} chooses; the first is what it takes when labels are too few to compare. */
final class Candidates {
    private static final String L2 = "l2";

    private final ModelChooser.Request request;
    private final UnaryOperator<Trainer> prepared;
    private final List<Candidate> found = new ArrayList<>();

    private Candidates(ModelChooser.Request request, UnaryOperator<Trainer> prepared) {
        this.request = request;
        this.prepared = prepared;
    }

    /**
     * The candidates for tables and embeddings.
     *
     * @param prepared the trainer that prepares the data for another
     */
    static List<Candidate> ofFeatures(ModelChooser.Request request, UnaryOperator<Trainer> prepared) {
        int features = request.labelled().length();
        Candidates candidates = new Candidates(request, prepared);
        candidates.add("softmax", Work.SOFTMAX, features, L2, List.of("10", "1", "100"));
        candidates.add("extra-trees", Work.EXTRA_TREES, features);
        candidates.add("mlp", Work.MLP, features);
        candidates.add("knn", Work.KNN, features);
        candidates.refuseOthers();
        return candidates.found;
    }

    private void add(String model, Work work, int features) {
        found.add(candidate(model, model, work, features, options(model)));
    }

    /** A candidate for each value of an option, or one if the user has given it. */
    private void add(String model, Work work, int features, String option, List<String> values) {
        Map<String, String> options = options(model);
        for (String value : options.containsKey(option) ? List.of(options.get(option)) : values) {
            Map<String, String> own = new HashMap<>(options);
            own.put(option, value);
            found.add(candidate(model, model + " " + option + "=" + value, work, features, own));
        }
    }

    private Map<String, String> options(String model) {
        return Options.ofPart(model, request.options());
    }

    private Candidate candidate(String model, String shown, Work work, int features, Map<String, String> options) {
        return new Candidate(model, shown, prepared.apply(Models.trainer(model, options)), work, features);
    }

    /** An option of a model that is no candidate would have no effect, and nobody would notice. */
    private void refuseOthers() {
        List<String> models = found.stream().map(Candidate::model).distinct().toList();
        for (String option : request.options().keySet()) {
            if (models.stream().noneMatch(model -> option.startsWith(model + "."))) {
                throw new IllegalArgumentException("option \"" + option + "\" has no effect with model="
                        + ModelChooser.AUTO + ", which here chooses among " + String.join(", ", models)
                        + "; name the model, or leave out the option");
            }
        }
    }
}
