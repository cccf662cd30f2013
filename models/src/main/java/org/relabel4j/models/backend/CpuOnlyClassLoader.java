package org.relabel4j.models.backend;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Hides the CUDA backend from the service lookup by which ND4J finds its backends: within a process ND4J has no other switch
 * that prefers the CPU.
 */
final class CpuOnlyClassLoader extends ClassLoader {
    private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

    CpuOnlyClassLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> all = super.getResources(name);
        if (!name.equals(SERVICE)) {
            return all;
        }
        List<URL> kept = Collections.list(all).stream()
                .filter(url -> !url.toString().contains("nd4j-cuda"))
                .toList();
        return Collections.enumeration(kept);
    }
}
