package org.relabel4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.models.backend.BackendUnavailableException;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.backend.NvidiaDriver;
import org.relabel4j.models.backend.OwnCard;
import org.relabel4j.models.onnx.OnnxEngine;
import org.relabel4j.models.onnx.OnnxReport;
import org.relabel4j.models.onnx.OnnxSession;

/**
 * ONNX Runtime, on the processor or, in a build that has it and unless {@link Backends#choice} says otherwise, on the thread's
 * {@linkplain OwnCard own} NVIDIA card or the first. On the processor a run uses the calling thread alone, so that its result does not
 * depend on how many there are.
 */
public final class OrtEngine implements OnnxEngine {
    private static final String EXTERNAL_FOLDER = "session.model_external_initializers_file_folder_path";

    /** On the processor enough for matrix products to be large, few enough that all threads' fit in memory. */
    private static final int CPU_BATCH = 8;

    private static final int CUDA_BATCH = 64;

    private final OrtEnvironment environment = environment();

    private static OrtEnvironment environment() {
        // What goes wrong comes as an exception as well.
        OrtEnvironment environment =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "relabel4j");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not turn its telemetry off", e);
        }
        return environment;
    }

    @Override
    public OnnxSession open(byte[] model, Path folder) {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry(EXTERNAL_FOLDER, folder.toString());
            boolean cuda = chooseDevice(options);
            return new OrtModel(environment, environment.createSession(model, options), cuda ? CUDA_BATCH : CPU_BATCH);
        } catch (OrtException e) {
            throw refusal("cannot be loaded", e);
        }
    }

    @Override
    public OnnxReport report() {
        List<String> providers = OrtEnvironment.getAvailableProviders().stream()
                .map(OrtProvider::getName)
                .toList();
        String version = environment.getVersion();
        try (SessionOptions options = new SessionOptions()) {
            boolean cuda = chooseDevice(options);
            return new OnnxReport(
                    cuda ? "cuda" : "cpu",
                    Optional.empty(),
                    cuda ? String.join(", ", NvidiaDriver.cards()) : "processor",
                    providers,
                    version);
        } catch (BackendUnavailableException e) {
            return OnnxReport.unavailable(e.getMessage(), providers, version);
        }
    }

    /**
     * Lets a session compute on a card if it is to.
     *
     * @return whether it will
     * @throws BackendUnavailableException if it is to and cannot
     */
    private static boolean chooseDevice(SessionOptions options) {
        Backends.Choice choice = Backends.choice();
        boolean hasCuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
        if (choice == Backends.Choice.CUDA && !hasCuda) {
            throw new BackendUnavailableException(
                    "this build's ONNX Runtime has no CUDA: build with ./mvnw -Ponnx-cuda, or choose the processor with "
                            + Backends.VARIABLE + "=cpu",
                    null);
        }
        if (choice == Backends.Choice.CPU || !hasCuda) {
            return false;
        }
        try {
            options.addCUDA(OwnCard.number().orElse(0));
            return true;
        } catch (OrtException e) {
            throw new BackendUnavailableException(
                    "CUDA cannot be used by ONNX Runtime (" + OrtProblems.oneLine(e.getMessage())
                            + "): it needs an NVIDIA card, its driver, and the libraries of CUDA 12 and cuDNN 9; choose the"
                            + " processor with " + Backends.VARIABLE + "=cpu",
                    e);
        }
    }

    /** In our words; what ONNX Runtime says is for its authors, and behind it, for {@code --debug}. */
    static IllegalArgumentException refusal(String what, OrtException e) {
        return new IllegalArgumentException(what + " by ONNX Runtime: " + OrtProblems.explain(e.getMessage()), e);
    }
}
