package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.relabel4j.models.backend.BackendUnavailableException;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.onnx.OnnxReport;

class OrtEngineTest {
    private final Optional<String> chosen = Optional.ofNullable(System.getProperty(Backends.PROPERTY));

    @BeforeEach
    void onlyWithoutCuda() {
        assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "a build with CUDA");
    }

    @AfterEach
    void chooseAsBefore() {
        chosen.ifPresentOrElse(
                before -> System.setProperty(Backends.PROPERTY, before), () -> System.clearProperty(Backends.PROPERTY));
    }

    @Test
    void saysWhatItComputesWith() {
        OnnxReport report = OnnxReport.here();

        assertEquals("cpu", report.backend());
        assertEquals(Optional.empty(), report.problem());
        assertTrue(report.providers().contains("CPUExecutionProvider"), report::toString);
        assertTrue(report.version().matches("\\d+\\.\\d+\\.\\d+"), report::toString);
    }

    @Test
    void doesNotComputeOnTheProcessorIfCudaIsChosen() {
        System.setProperty(Backends.PROPERTY, "cuda");

        var error =
                assertThrows(BackendUnavailableException.class, () -> new OrtEngine().open(new byte[0], Path.of(".")));

        assertTrue(error.getMessage().contains("./mvnw -Ponnx-cuda"), error::getMessage);
        assertTrue(error.getMessage().contains("RELABEL4J_BACKEND=cpu"), error::getMessage);
        assertEquals("none", OnnxReport.here().backend());
        assertEquals(Optional.of(error.getMessage()), OnnxReport.here().problem());
    }
}
