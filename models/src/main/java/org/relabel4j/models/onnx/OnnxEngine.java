package org.relabel4j.models.onnx;

import java.nio.file.Path;

/** Computes what ONNX files describe. Found by {@link java.util.ServiceLoader}. */
public interface OnnxEngine {
    /**
     * Opens a model.
     *
     * @param model content of its file
     * @param folder where the files lie that it keeps weights in, if it does
     * @throws IllegalArgumentException if it is no model that can be computed; the message is what is wrong, one line without the file's
     *     name
     * @throws org.relabel4j.models.backend.BackendUnavailableException if the device that it is to compute on cannot be used; one line
     */
    OnnxSession open(byte[] model, Path folder);

    /** What it computes with here. */
    OnnxReport report();
}
