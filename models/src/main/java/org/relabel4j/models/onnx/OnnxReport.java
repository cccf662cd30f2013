package org.relabel4j.models.onnx;

import java.util.List;
import java.util.Optional;
import org.relabel4j.models.backend.BackendUnavailableException;

/**
 * What ONNX files are computed with on this machine.
 *
 * @param backend {@code cpu}, {@code cuda}, or {@code none} if nothing can compute them
 * @param problem why not, one line; empty if something can
 * @param device processor or graphics card
 * @param providers what the engine was built for, in its own words
 * @param version of the engine; {@code none} if there is none
 */
public record OnnxReport(
        String backend, Optional<String> problem, String device, List<String> providers, String version) {
    public OnnxReport {
        providers = List.copyOf(providers);
    }

    /** The report; never throws: what is wrong is in it. */
    public static OnnxReport here() {
        try {
            return OnnxEngines.get().report();
        } catch (IllegalArgumentException | BackendUnavailableException e) {
            return unavailable(e.getMessage(), List.of(), "none");
        }
    }

    /** The report of an engine that cannot compute here. */
    public static OnnxReport unavailable(String problem, List<String> providers, String version) {
        return new OnnxReport("none", Optional.of(problem), "none", providers, version);
    }
}
