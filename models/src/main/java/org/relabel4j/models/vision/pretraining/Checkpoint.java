package org.relabel4j.models.vision.pretraining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.files.SealedFile;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.SealedTensors;
import org.relabel4j.models.weights.TensorMap;

/**
 * Where training stands after an epoch, as a safetensors file: all of the network's numbers, the updater's, and in the header
 * the epoch and what the run depends on. A checkpoint of another run is refused.
 *
 * @param file where it is or will be
 * @param run what the run depends on, by name
 */
record Checkpoint(Path file, Map<String, String> run) {
    private static final String PARAMETERS = "parameters";
    private static final String UPDATER = "updater";
    private static final String EPOCHS_DONE = "epochs-done";
    private static final String LOSS = "loss";

    /** Epochs done, and the mean loss of the last of them. */
    record State(int epochsDone, double loss) {}

    /** Writes the state, durably; until that has worked the last one is there. */
    void write(ComputationGraph graph, State state) throws IOException {
        Map<String, String> header = new LinkedHashMap<>(run);
        header.put(EPOCHS_DONE, Integer.toString(state.epochsDone()));
        header.put(LOSS, Double.toString(state.loss()));
        TensorMap tensors = new TensorMap(file.toString());
        put(tensors, PARAMETERS, graph.params());
        put(tensors, UPDATER, graph.getUpdater().getStateViewArray());
        SealedTensors.write(file, tensors, header);
    }

    private static void put(TensorMap tensors, String name, INDArray values) {
        float[] copy = values.dup().data().asFloat();
        tensors.put(name, new int[] {copy.length}, copy);
    }

    /**
     * Puts a network where it stood.
     *
     * @return how far it had come; no epoch if there is no file
     * @throws IllegalArgumentException if the file is of another run
     * @throws IOException if it cannot be read
     */
    State read(ComputationGraph graph, int stepsAnEpoch) throws IOException {
        if (!Files.exists(file)) {
            return new State(0, Double.NaN);
        }
        SafetensorsFile saved = open();
        run.forEach((name, value) -> {
            String found = saved.metadata().get(name);
            if (!value.equals(found)) {
                throw new IllegalArgumentException(file + ": is of a run with " + name + " " + found
                        + ", but this one has " + value + "; start with the same settings, or remove the file");
            }
        });
        State state = state(saved.metadata());
        INDArray parameters = vector(saved, PARAMETERS, graph.params().length());
        INDArray updater =
                vector(saved, UPDATER, graph.getUpdater().getStateViewArray().length());
        graph.setParams(parameters);
        graph.getUpdater().setStateViewArray(updater);
        graph.getConfiguration().setIterationCount(state.epochsDone() * stepsAnEpoch);
        return state;
    }

    private SafetensorsFile open() throws IOException {
        try {
            return SealedTensors.open(file);
        } catch (SealedFile.BrokenException e) {
            throw new IOException(
                    file + ": cannot be gone on from: " + e.getMessage() + "; restore it, or remove it to start anew",
                    e);
        }
    }

    private State state(Map<String, String> header) {
        try {
            return new State(
                    Integer.parseInt(header.getOrDefault(EPOCHS_DONE, "")),
                    Double.parseDouble(header.getOrDefault(LOSS, "")));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    file + ": the header does not say how many epochs are done and their loss; remove the file", e);
        }
    }

    private INDArray vector(SafetensorsFile saved, String name, long length) {
        float[] values = saved.floats(name);
        if (values.length != length) {
            throw new IllegalArgumentException(file + ": tensor " + name + " has " + values.length
                    + " values, but the network has " + length + "; remove the file");
        }
        return Nd4j.create(values, new long[] {1, length}, 'c');
    }
}
