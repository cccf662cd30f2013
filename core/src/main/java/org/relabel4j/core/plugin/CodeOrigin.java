package org.relabel4j.core.plugin;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where code is from.
 *
 * @param type name of its class; of a lambda, of the class in which it stands
 * @param place the jar or folder; empty if a class loader keeps it elsewhere, such as within another jar
 */
public record CodeOrigin(String type, Optional<Path> place) {
    /** Where a class is from. */
    public static CodeOrigin of(Class<?> type) {
        return new CodeOrigin(type.getName().replaceFirst("\\$\\$Lambda.*", ""), place(type));
    }

    private static Optional<Path> place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
