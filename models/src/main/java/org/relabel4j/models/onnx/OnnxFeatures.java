package org.relabel4j.models.onnx;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.onnx.Preprocessing.Layout;
import org.relabel4j.models.onnx.PreprocessingFile.Choice;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.state.StateWriter;
import org.relabel4j.models.vision.ImageShape;

/** Features by a network in an ONNX file, of images or of vectors. The same bits on any number of threads. */
public final class OnnxFeatures implements FeatureExtractor {
    /** Of the features in files, and the name of the model. */
    public static final String KIND = "onnx";

    /** To be raised when the same content gives other features. */
    private static final String FORMAT = "relabel4j-onnx-1 ";

    private static final String FILE = "file";
    private static final String SHA_256 = "sha256";
    private static final String PREPROCESSING = "preprocessing";

    private final OnnxFile file;
    private final Preprocessing preprocessing;
    private final Signature signature;
    private final Pooling pooling;
    private final int dimension;
    private final boolean tokens;

    /** Opens the model, checks it and has it compute features of two blank examples. */
    private OnnxFeatures(OnnxFile.Read read, Choice choice) {
        this.file = read.file();
        try (OnnxSession session = read.open()) {
            preprocessing =
                    Preprocessing.of(choice.source().isEmpty() ? "model " + KIND : choice.source(), choice.values());
            try {
                signature = Signature.of(session, preprocessing, choice);
                signature.check(preprocessing, choice);
                pooling = new Pooling(preprocessing.pool(), signature.layout().orElse(Layout.NCHW));
                int examples = signature.batch() == 0 ? 2 : signature.batch();
                FloatBuffer blank = BatchRun.buffer(examples * signature.length());
                long[] shape = session.run(blank, signature.shape(examples), signature.output())
                        .shape();
                dimension = pooling.dimension(shape, examples);
                tokens = shape.length == 3;
            } catch (IllegalArgumentException e) {
                throw file.problem(e.getMessage(), e);
            }
        }
    }

    /**
     * Features by a file.
     *
     * @param preset name of the {@link Presets preset} to use, and not what a file beside the model says
     * @param own values by the names of {@link Preprocessing} that come before those of file and preset, such as {@code size}
     * @throws IllegalArgumentException if it cannot be read or computed, takes or gives something else, or nobody says how images are
     *     to be prepared; one line
     */
    public static OnnxFeatures open(Path model, Optional<String> preset, Map<String, String> own) {
        OnnxFile.Read read = OnnxFile.read(model);
        Choice choice = preset.map(Choice::preset)
                .or(() -> PreprocessingFile.find(read.file().path()).map(PreprocessingFile::read))
                .orElse(Choice.NONE)
                .with(own);
        return new OnnxFeatures(read, choice);
    }

    /** Whether it takes images, or else vectors. */
    public boolean takesImages() {
        return signature.layout().isPresent();
    }

    /** Pixels of a side that images should have at least, for nothing to be lost before they are prepared; empty with vectors. */
    public Optional<Integer> imageSize() {
        int side = Math.max(signature.height(), signature.width());
        return takesImages() ? Optional.of((int) Math.ceil(side / preprocessing.crop())) : Optional.empty();
    }

    @Override
    public boolean needsNativeLibrary() {
        return false; // None of those that Deeplearning4j uses.
    }

    @Override
    public int dimension(Examples examples) {
        check(examples);
        return dimension;
    }

    private void check(Examples examples) {
        if (takesImages()) {
            ImageShape.images(KIND, examples);
        } else if (examples instanceof ImageSet || examples.length() != signature.width()) {
            throw file.problem(
                    "takes vectors of " + Counted.of(signature.width(), "number") + ", but the examples have shape "
                            + Arrays.toString(examples.shape()),
                    null);
        }
    }

    @Override
    public byte[] identity(Examples examples) {
        return new Sha256()
                .add(FORMAT + file.sha256() + signature + effective())
                .bytes();
    }

    /** Of the preprocessing what has an effect and is not in the signature. */
    private Map<String, String> effective() {
        Map<String, String> values = takesImages() ? preprocessing.values() : outputValues();
        List.of(Preprocessing.SIZE, Preprocessing.LAYOUT, Preprocessing.OUTPUT)
                .forEach(option -> values.remove(option.name()));
        if (!tokens) {
            values.remove(Preprocessing.POOL.name());
        }
        return values;
    }

    @Override
    public float[] extract(Examples examples) {
        return extract(examples, done -> {});
    }

    /** Tells how far it is on the calling thread. */
    @Override
    public float[] extract(Examples examples, IntConsumer done) {
        check(examples);
        float[] values = new float[Math.multiplyExact(examples.size(), dimension)];
        try (OnnxSession session = file.readAgain().open()) {
            Thread caller = Thread.currentThread();
            AtomicInteger finished = new AtomicInteger();
            int batch = signature.batch() == 0 ? session.batch() : signature.batch();
            Blocks.forEachOf(
                    examples.size(),
                    batch,
                    () -> new BatchRun(
                            file,
                            session,
                            signature,
                            pooling,
                            ExampleWriter.of(examples, signature, preprocessing),
                            batch),
                    (block, from, to, worker) -> {
                        worker.run(from, to, dimension, values);
                        int soFar = finished.addAndGet(to - from);
                        if (Thread.currentThread() == caller) {
                            done.accept(soFar);
                        }
                    });
        }
        return values;
    }

    @Override
    public String source() {
        return file.path().toString();
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Writes where the model's file is and what it is, but not its content, which may be large. */
    @Override
    public void save(StateWriter out) {
        out.text(FILE, file.path());
        out.text(SHA_256, file.sha256());
        Map<String, String> values = takesImages() ? preprocessing.values() : outputValues();
        out.texts(PREPROCESSING, values.keySet());
        values.forEach((name, value) -> out.text(PREPROCESSING + "." + name, value));
    }

    private Map<String, String> outputValues() {
        Map<String, String> values = new TreeMap<>(preprocessing.values());
        values.keySet()
                .retainAll(Preprocessing.OF_OUTPUTS.stream().map(Option::name).toList());
        return values;
    }

    /**
     * Reads what {@link #save} wrote. The model must be where it was, or beside the file that is read.
     *
     * @throws IllegalArgumentException if it is not, or is another; one line
     */
    public static OnnxFeatures read(StateReader in) {
        Path saved;
        try {
            saved = Path.of(in.text(FILE));
        } catch (InvalidPathException e) {
            throw in.problem(FILE, "is no path");
        }
        List<Path> places = List.of(saved, in.beside(saved.getFileName()));
        Path found = places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(in.source() + ": needs the ONNX file that it was trained on, "
                                + saved + ", which is missing; put it there, or beside this file"));
        OnnxFile.Read read = OnnxFile.read(found);
        if (!read.file().sha256().equals(in.text(SHA_256))) {
            throw new IllegalArgumentException(in.source() + ": was trained on another ONNX file than " + found
                    + " is now; put that with SHA-256 " + in.text(SHA_256) + " there");
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : in.texts(PREPROCESSING)) {
            values.put(name, in.text(PREPROCESSING + "." + name));
        }
        return new OnnxFeatures(read, new Choice(values, true, in.source(), Set.of()));
    }

    /** The file and how examples become its input, in one line. */
    @Override
    public String toString() {
        return file.path().getFileName() + ": " + signature.input() + " "
                + Arrays.toString(signature.shape(-1)).replace("-1", "n")
                + (takesImages() ? " of " + preprocessing.shown() : "") + "; " + signature.output() + ", " + dimension
                + " features";
    }
}
