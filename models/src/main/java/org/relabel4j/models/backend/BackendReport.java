package org.relabel4j.models.backend;

import java.util.Optional;

/**
 * What ND4J computes with on this machine.
 *
 * @param backend {@code cpu}, {@code cuda}, or {@code none} if the native library cannot be loaded
 * @param problem why there is none, one line; empty if there is one
 * @param nativeLibrary platform and kind of the native library, such as {@code linux-x86_64-onednn-avx2}
 * @param instructionSet instruction set that the library was compiled for, and the best that the processor has
 * @param blas library for products of matrices
 * @param threads threads that an operation of ND4J may use
 * @param device processor or graphics card
 * @param nd4jVersion version of ND4J
 * @param javaVersion version of the Java runtime
 */
public record BackendReport(
        String backend,
        Optional<String> problem,
        String nativeLibrary,
        String instructionSet,
        String blas,
        int threads,
        String device,
        String nd4jVersion,
        String javaVersion) {
    /** Whether models that need a native library can be trained. */
    public boolean available() {
        return problem.isEmpty();
    }
}
