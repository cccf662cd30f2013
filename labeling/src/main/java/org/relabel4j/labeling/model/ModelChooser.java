package org.relabel4j.labeling.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.models.ExamplesCheck;
import org.relabel4j.models.onnx.OnnxFeatures;
import org.relabel4j.models.onnx.OnnxFiles;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.table.TableTrainer;
import org.relabel4j.models.vision.ImageShape;
import org.relabel4j.models.vision.ResNets;

/** Finds the model of a round: the one that the user names, or with {@link #AUTO} the best of a few cheap ones. */
public final class ModelChooser {
    /** Names no model but asks for the best of a few. */
    public static final String AUTO = Models.AUTO;

    private ModelChooser() {}

    /**
     * What to choose for.
     *
     * @param kind what the examples are
     * @param name a model's name, or {@link #AUTO}
     * @param options the model's options, as {@code <model>.<option>} without what other parts take
     * @param labelled the labelled examples alone
     * @param questions to each question the class of each: one question, or one of no and yes for each of several classes
     * @param numClasses classes K of a question
     * @param numFolds folds of the cross-validation that compares
     * @param numExamples examples of the pool, which the model will have to predict
     * @param seconds time limit of {@link #AUTO}
     * @param seed the only source of randomness
     */
    public record Request(
            DataKind kind,
            String name,
            Map<String, String> options,
            Examples labelled,
            List<int[]> questions,
            int numClasses,
            int numFolds,
            int numExamples,
            int seconds,
            long seed) {
        public Request {
            questions = List.copyOf(questions);
        }

        /** Of one question. */
        public Request(
                DataKind kind,
                String name,
                Map<String, String> options,
                Examples labelled,
                int[] labels,
                int numClasses,
                int numFolds,
                int numExamples,
                int seconds,
                long seed) {
            this(kind, name, options, labelled, List.of(labels), numClasses, numFolds, numExamples, seconds, seed);
        }

        /** Labelled examples. */
        int numLabelled() {
            return questions.get(0).length;
        }

        /** Whether each example may have several classes. */
        boolean areSets() {
            return questions.size() > 1;
        }
    }

    /**
     * Finds it.
     *
     * <p>{@link #AUTO} compares a few cheap models by cross-validated log loss, within the time limit by estimated work and not by a
     * clock: the same labels and seed give the same choice whatever the machine's speed. Of tables and embeddings these are softmax
     * regression, extremely randomised trees, the network with one hidden layer and nearest neighbours; of images
     * softmax regression on the features of the networks whose weights are given, as in {@code resnet18.weights=FILE}, and on
     * histograms of gradients and colours, and never a network from scratch. With too few labels to compare (below two a class, or one class only)
     * it is the first of them. With several classes an example one model is chosen for all, by the mean of its log losses of the
     * questions.
     *
     * @throws IllegalArgumentException if there is no such model, or an option is wrong
     */
    public static ModelChoice choose(Request request, Progress progress) {
        return request.name().equals(AUTO)
                ? new Comparison(request, progress).choose(Candidates.of(request))
                : named(request, progress);
    }

    /** The model that the user names: one of the registry, or several joined by {@code +} for their ensemble. */
    private static ModelChoice named(Request request, Progress progress) {
        if (ResNets.names().contains(request.name()) && !request.options().containsKey(request.name() + ".weights")) {
            progress.note("model " + request.name()
                    + " starts from random weights: it may take hours, and knows nothing before there"
                    + " are thousands of labels; model=auto is quick, and " + request.name()
                    + ".weights=FILE with " + request.name() + ".mode=head starts from what others learnt");
        }
        return new ModelChoice(request.name(), trainers(request), "", "");
    }

    private static List<Trainer> trainers(Request request) {
        return Stream.of(request.name().split("\\+", -1))
                .flatMap(member -> Models.trainers(member, Options.ofPart(member, request.options())).stream())
                .map(trainer -> prepared(request.kind(), trainer))
                .toList();
    }

    /**
     * Checks a name and its options as far as that needs no file.
     *
     * @throws IllegalArgumentException if there is no such model, or an option is wrong; in one line
     */
    public static void check(String name, Map<String, String> options) {
        if (name.equals(AUTO)) {
            return;
        }
        if (!Models.names().contains(name)) {
            List<String> known =
                    Stream.concat(Stream.of(AUTO), Models.names().stream()).toList();
            throw new IllegalArgumentException("unknown model \"" + name + "\"; " + Suggestions.hint(name, known));
        }
        Models.check(name, options);
    }

    /**
     * Checks, before there are labels, that every model that {@link #choose} may find can take the examples.
     *
     * @throws IllegalArgumentException as there, or if one cannot; one line
     */
    public static void check(DataKind kind, String name, Map<String, String> options, Examples examples) {
        Map<String, String> onnx = Options.ofPart(OnnxFeatures.KIND, options);
        if (name.equals(OnnxFeatures.KIND) && OnnxFiles.isUnprepared(Path.of(onnx.getOrDefault("weights", "")), onnx)) {
            ImageShape.images(name, examples);
        }
        Request request = new Request(kind, name, options, examples, new int[0], 2, 2, examples.size(), 1, 0);
        List<Trainer> trainers = name.equals(AUTO)
                ? Candidates.of(request).stream().map(Candidate::trainer).toList()
                : trainers(request);
        trainers.forEach(trainer -> ExamplesCheck.of(trainer, examples));
    }

    /** A trainer that can take the data: columns of a table become features first. */
    static Trainer prepared(DataKind kind, Trainer trainer) {
        return kind == DataKind.TABLE ? new TableTrainer(trainer) : trainer;
    }
}
