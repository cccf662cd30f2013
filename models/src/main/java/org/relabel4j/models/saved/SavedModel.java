package org.relabel4j.models.saved;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.multilabel.YesColumns;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Counted;
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
 * mean over the members of the mean over their folds, as a cross-validation does for examples without a label. Where an example may
 * have several classes, it has such members for the question of each class. Not thread-safe.
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
    private static final String QUESTIONS = "questions";
    private static final String EXAMPLES = "examples";
    private static final String NOTES = "notes.";

    private final List<String> classNames;
    private final Map<String, String> notes;
    private final Examples like;
    private final boolean areSets;

    private final List<Members> questions;

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
        this(classNames, notes, like, List.of(new Members(members)), false);
    }

    private SavedModel(
            List<String> classNames,
            Map<String, String> notes,
            Examples like,
            List<Members> questions,
            boolean areSets) {
        this.classNames = List.copyOf(classNames);
        this.notes = Map.copyOf(notes);
        this.like = like.rows(new int[0]);
        this.questions = List.copyOf(questions);
        this.areSets = areSets;
    }

    /**
     * A model for examples that may have several classes, or none: its classifiers tell no and yes apart.
     *
     * @param questions for each class, for each member a classifier per fold
     * @throws IllegalArgumentException if there are not as many questions as classes, or no classifier
     */
    public static SavedModel ofSets(
            List<String> classNames, Map<String, String> notes, Examples like, List<List<List<Classifier>>> questions) {
        if (questions.isEmpty() || questions.size() != classNames.size()) {
            throw new IllegalArgumentException("a model has " + Counted.of(questions.size(), "question")
                    + ", expected one a class, which are " + classNames.size());
        }
        return new SavedModel(
                classNames, notes, like, questions.stream().map(Members::new).toList(), true);
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
        if (areSets) {
            out.text(QUESTIONS, questions.size());
        }
        for (int k = 0; k < questions.size(); k++) {
            questions.get(k).save(areSets ? out.part(QUESTIONS + "." + k) : out);
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
            boolean areSets = top.has(QUESTIONS);
            int fewest = areSets ? 1 : 2;
            if (classNames.size() < fewest) {
                throw top.problem(CLASSES, "are " + classNames.size() + ", expected at least " + fewest);
            }
            int numAnswers = areSets ? 2 : classNames.size();
            return read(new StateReader(tensors, texts, Kinds.READERS, numAnswers), classNames, texts);
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
        boolean areSets = in.has(QUESTIONS);
        int numQuestions = areSets ? in.count(QUESTIONS, classNames.size(), classNames.size()) : 1;
        List<Members> questions = new ArrayList<>();
        try {
            for (int k = 0; k < numQuestions; k++) {
                questions.add(Members.read(areSets ? in.part(QUESTIONS + "." + k) : in));
            }
            return new SavedModel(classNames, notes, like, questions, areSets);
        } catch (RuntimeException | Error e) {
            questions.forEach(Members::close);
            throw e;
        }
    }

    /** Name of each class. */
    public List<String> classNames() {
        return classNames;
    }

    /** Whether an example may have several classes, or none: then {@link #predict} answers a question a class. */
    public boolean areSets() {
        return areSets;
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
     * @return shape (examples, classes); rows need not sum to 1 where an example may have several classes
     * @throws IllegalArgumentException if they are of another kind
     */
    public Probabilities predict(Examples examples) {
        if (!Arrays.equals(examples.shape(), like.shape())) {
            throw new IllegalArgumentException("the model is for examples of shape " + Arrays.toString(like.shape())
                    + ", but these have " + Arrays.toString(examples.shape()));
        }
        int numAnswers = areSets ? 2 : classNames.size();
        List<Probabilities> answers = questions.stream()
                .map(members -> members.predict(examples, numAnswers))
                .toList();
        return areSets ? new YesColumns(answers) : answers.get(0);
    }

    @Override
    public void close() {
        questions.forEach(Members::close);
    }
}
