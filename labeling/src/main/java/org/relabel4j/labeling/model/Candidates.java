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
    /** The model of images that needs no network. */
    static final String WITHOUT_NETWORK = "hog";

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
        add("softmax", Work.SOFTMAX, options("softmax"));
        add("extra-trees", Work.EXTRA_TREES, options("extra-trees"));
        add("mlp", Work.MLP, options("mlp"));
        add("knn", Work.KNN, options("knn"));
        addOnnx();
    }

    /** Heads on the networks whose weights are given, and what needs no network: no better, a network is not for such images. */
    private void addForImages() {
        for (String network : ResNets.models()) {
            Map<String, String> options = options(network);
            if (options.containsKey("weights")) {
                checkMode(network, options.getOrDefault(MODE, HEAD));
                options.put(MODE, HEAD);
                add(network, Work.SOFTMAX, options);
            }
        }
        addOnnx();
        add(WITHOUT_NETWORK, Work.SOFTMAX, options(WITHOUT_NETWORK));
    }

    /** Heads on a network in an ONNX file, if one is given. */
    private void addOnnx() {
        Map<String, String> options = options(OnnxFeatures.KIND);
        if (options.containsKey("weights")) {
            add(OnnxFeatures.KIND, Work.SOFTMAX, options);
        }
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

    private void add(String model, Work work, Map<String, String> options) {
        Trainer trainer = Models.trainer(model, options);
        String penalty = options.containsKey(L2) ? " " + L2 + "=" + options.get(L2) : "";
        // Those of a table are known only once its columns are encoded.
        int features = trainer instanceof HeadTrainer heads && request.kind() != DataKind.TABLE
                ? heads.dimension(request.labelled())
                : columns;
        found.add(
                new Candidate(model, model + penalty, ModelChooser.prepared(request.kind(), trainer), work, features));
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
