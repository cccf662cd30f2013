package org.relabel4j.models.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.FloatProbabilities;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.Examples;
import org.relabel4j.files.SealedFile.BrokenException;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.SealedTensors;
import org.relabel4j.models.weights.WeightsException;

/**
 * A trained model that a file can hold: one or several members, each of the classifiers of a cross-validation's folds. It predicts the
 * mean over the members of the mean over their folds, as a cross-validation does for examples without a label. Not thread-safe.
 *
 * <pre>{@code
 * try (SavedModel model = SavedModel.open(Path.of("flowers.safetensors"))) {
 *     Probabilities p = model.predict(examples);
 * }
 * }</pre>
 *
 * <p>The file is one of safetensors, whatever the model, sealed by a checksum: {@code docs/PROJECTS.md} has its names.
 */
public final class SavedModel implements AutoCloseable {
    private static final String FORMAT = "format";
    private static final String THIS_FORMAT = "relabel4j-model-1";
    private static final String CLASSES = "classes";
    private static final String MEMBERS = "members";
    private static final String FOLDS = "folds";
    private static final String EXAMPLES = "examples";
    private static final String NOTES = "notes.";
    private static final int MOST_PARTS = 10_000;

    private final List<String> classNames;
    private final Map<String, String> notes;
    private final Examples like;
    private final List<List<Classifier>> members;

    /**
     * A model of trained classifiers, which it closes when it is closed.
     *
     * @param classNames name of each class
     * @param notes what whoever reads the file should know, such as where the examples came from; text by name
     * @param like examples as those trained on; how many does not matter
     * @param members for each member a classifier per fold
     * @throws IllegalArgumentException if there is no classifier
     */
    public SavedModel(
            List<String> classNames, Map<String, String> notes, Examples like, List<List<Classifier>> members) {
        if (members.isEmpty() || members.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a model has no classifier, expected at least 1 of each member");
        }
        this.classNames = List.copyOf(classNames);
        this.notes = Map.copyOf(notes);
        this.like = like.rows(new int[0]);
        this.members = members.stream().map(List::copyOf).toList();
    }

    /**
     * Writes the model; a file that is there is replaced.
     *
     * @throws IllegalArgumentException if a classifier is none that a file can hold
     * @throws IOException if it cannot be written; then the file is as it was
     */
    public void write(Path file) throws IOException {
        StateWriter out = new StateWriter();
        out.text(FORMAT, THIS_FORMAT);
        out.texts(CLASSES, classNames);
        notes.forEach((name, text) -> out.text(NOTES + name, text));
        ExamplesState.save(like, out.part(EXAMPLES));
        out.text(MEMBERS, members.size());
        for (int member = 0; member < members.size(); member++) {
            List<Classifier> folds = members.get(member);
            StateWriter part = out.part(MEMBERS + "." + member);
            part.text(FOLDS, folds.size());
            for (int fold = 0; fold < folds.size(); fold++) {
                part.classifier(String.valueOf(fold), folds.get(fold));
            }
        }
        SealedTensors.write(file, out.tensors(), out.texts());
    }

    /** Whether a file, by its header, holds a model. */
    public static boolean isIn(SafetensorsFile file) {
        return THIS_FORMAT.equals(file.metadata().get(FORMAT));
    }

    /**
     * Reads a model.
     *
     * @throws WeightsException if it is no file of these, or damaged; one line with the file's name
     * @throws IOException if it cannot be read
     */
    public static SavedModel open(Path file) throws IOException {
        SafetensorsFile tensors = SafetensorsFile.open(file);
        Map<String, String> texts = tensors.metadata();
        if (!THIS_FORMAT.equals(texts.get(FORMAT))) {
            throw new WeightsException(
                    file, "is no model of Relabel4J that this program knows; relabel4j export writes one", null);
        }
        try {
            SealedTensors.check(tensors);
            StateReader top = new StateReader(tensors, texts, Kinds.READERS, 2);
            List<String> classNames = top.texts(CLASSES);
            if (classNames.size() < 2) {
                throw top.problem(CLASSES, "are " + classNames.size() + ", expected at least 2");
            }
            return read(new StateReader(tensors, texts, Kinds.READERS, classNames.size()), classNames, texts);
        } catch (BrokenException e) {
            throw new WeightsException(file, e.getMessage() + "; copy or export it again", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // A file that keeps the rules of its format but is no model: the message names the file.
            throw WeightsException.of(file, e);
        }
    }

    private static SavedModel read(StateReader in, List<String> classNames, Map<String, String> texts) {
        Map<String, String> notes = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(NOTES)) {
                notes.put(name.substring(NOTES.length()), text);
            }
        });
        Examples like = ExamplesState.read(in.part(EXAMPLES));
        List<List<Classifier>> members = new ArrayList<>();
        try {
            int count = in.count(MEMBERS, 1, MOST_PARTS);
            for (int member = 0; member < count; member++) {
                StateReader part = in.part(MEMBERS + "." + member);
                int folds = part.count(FOLDS, 1, MOST_PARTS);
                members.add(new ArrayList<>());
                for (int fold = 0; fold < folds; fold++) {
                    members.get(member).add(part.classifier(String.valueOf(fold)));
                }
            }
            return new SavedModel(classNames, notes, like, members);
        } catch (RuntimeException | Error e) {
            members.forEach(folds -> folds.forEach(Classifier::close));
            throw e;
        }
    }

    /** Name of each class. */
    public List<String> classNames() {
        return classNames;
    }

    /** What whoever wrote the model noted, text by name. */
    public Map<String, String> notes() {
        return notes;
    }

    /** No examples, but of the kind that the model predicts: of images their size, of a table its columns, of features their number. */
    public Examples like() {
        return like;
    }

    /**
     * Predicts.
     *
     * @param examples of the kind of {@link #like}
     * @return shape (examples, classes)
     * @throws IllegalArgumentException if they are of another kind
     */
    public Probabilities predict(Examples examples) {
        if (!Arrays.equals(examples.shape(), like.shape())) {
            throw new IllegalArgumentException("the model is for examples of shape " + Arrays.toString(like.shape())
                    + ", but these have " + Arrays.toString(examples.shape()));
        }
        return MeanProbabilities.of(members.stream()
                .<Probabilities>map(folds -> mean(folds, examples))
                .toList());
    }

    private Probabilities mean(List<Classifier> folds, Examples examples) {
        int[] rows = IntStream.range(0, examples.size()).toArray();
        int numClasses = classNames.size();
        double[] sums = new double[Math.multiplyExact(rows.length, numClasses)];
        double[] row = new double[numClasses];
        for (Classifier fold : folds) {
            Probabilities predicted = fold.predict(examples, rows);
            for (int i = 0; i < rows.length; i++) {
                predicted.copyRows(i, i + 1, row, 0);
                for (int k = 0; k < numClasses; k++) {
                    sums[i * numClasses + k] += row[k];
                }
            }
        }
        float[] means = new float[sums.length];
        for (int n = 0; n < means.length; n++) {
            means[n] = (float) (sums[n] / folds.size());
        }
        return FloatProbabilities.ofRowMajor(rows.length, numClasses, means);
    }

    @Override
    public void close() {
        members.forEach(folds -> folds.forEach(Classifier::close));
    }
}
