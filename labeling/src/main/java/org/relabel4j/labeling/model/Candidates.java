package org.relabel4j.labeling.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.table.TableEncoding;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.head.HeadTrainer;

/** The models among which {@code auto} chooses; the first is what it takes when labels are too few to compare. */
final class Candidates {
    private static final String L2 = "l2";
    private static final String MODE = "mode";
    private static final String HEAD = "head";

    private final ModelChooser.Request request;

    /** Features that a model of a table or of embeddings learns from; of images each has its own. */
    private final int columns;

    private final List<Candidate> found = new ArrayList<>();

    private Candidates(ModelChooser.Request request) {
        this.request = request;
        columns = request.kind() == DataKind.IMAGES ? 0 : features(request);
    }

    /**
     * The candidates for the data.
     *
     * @throws IllegalArgumentException if an option is wrong, or of a model that is no candidate
     */
    static List<Candidate> of(ModelChooser.Request request) {
        Candidates candidates = new Candidates(request);
        if (request.kind() == DataKind.IMAGES) {
            candidates.addForImages();
        } else {
            candidates.addForFeatures();
        }
        candidates.refuseOthers();
        return candidates.found;
    }

    private static int features(ModelChooser.Request request) {
        return request.labelled() instanceof FeatureTable table
                ? TableEncoding.of(table, IntStream.range(0, table.size()).toArray())
                        .numFeatures()
                : request.labelled().length();
    }

    private void addForFeatures() {
        add("softmax", Work.SOFTMAX, options("softmax"), List.of("10", "1", "100"));
        add("extra-trees", Work.EXTRA_TREES, options("extra-trees"), List.of());
        add("mlp", Work.MLP, options("mlp"), List.of());
        add("knn", Work.KNN, options("knn"), List.of());
        addOnnx();
    }

    /** Heads on the networks whose weights are given; without any, what needs no network. */
    private void addForImages() {
        for (String network : ResNets.models()) {
            Map<String, String> options = options(network);
            if (options.containsKey("weights")) {
                checkMode(network, options.getOrDefault(MODE, HEAD));
                options.put(MODE, HEAD);
                addHeads(network, options);
            }
        }
        addOnnx();
        if (found.isEmpty()) {
            add("hog", Work.SOFTMAX, options("hog"), List.of("100", "30", "300"));
        }
    }

    /** Heads on a network in an ONNX file, if one is given. */
    private void addOnnx() {
        Map<String, String> options = options(OnnxFeatures.KIND);
        if (options.containsKey("weights")) {
            addHeads(OnnxFeatures.KIND, options);
        }
    }

    private void addHeads(String network, Map<String, String> options) {
        add(network, Work.SOFTMAX, options, options.containsKey(HEAD) ? List.of() : List.of("10", "1", "100"));
    }

    private static void checkMode(String network, String mode) {
        if (!mode.strip().equals(HEAD)) {
            throw new IllegalArgumentException("option \"" + network + "." + MODE + "\" is \"" + mode
                    + "\", but model=" + ModelChooser.AUTO
                    + " compares heads on networks that stay as they are; leave it out,"
                    + " or set model=" + network);
        }
    }

    /** A copy of the options that are given for a model. */
    private Map<String, String> options(String model) {
        return new HashMap<>(Options.ofPart(model, request.options()));
    }

    /** A model, or one for each of some penalties if the user has not given one. */
    private void add(String model, Work work, Map<String, String> options, List<String> penalties) {
        if (penalties.isEmpty() || options.containsKey(L2)) {
            String penalty = options.containsKey(L2) ? " " + L2 + "=" + options.get(L2) : "";
            found.add(candidate(model, model + penalty, work, options));
            return;
        }
        for (String penalty : penalties) {
            Map<String, String> own = new HashMap<>(options);
            own.put(L2, penalty);
            found.add(candidate(model, model + " " + L2 + "=" + penalty, work, own));
        }
    }

    private Candidate candidate(String model, String shown, Work work, Map<String, String> options) {
        Trainer trainer = Models.trainer(model, options);
        // Those of a table are known only once its columns are encoded.
        int features = trainer instanceof HeadTrainer heads && request.kind() != DataKind.TABLE
                ? heads.dimension(request.labelled())
                : columns;
        return new Candidate(model, shown, ModelChooser.prepared(request.kind(), trainer), work, features);
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
