package org.relabel4j.datasets.cxr;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.image.ImageFiles;

/**
 * The image files of a folder by their names: NIH's, such as {@code 00000001_000.png}, or RSNA's, such as
 * {@code 0004cfab-14fd-4e49-80ba-63a80b6bddd6.dcm}, or PNG and JPEG files made of them. Capital letters do not count.
 *
 * @param byName the first one of each name, in small letters
 */
public record XrayImages(Map<String, Path> byName) {
    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".dcm");

    /**
     * Lists a folder, with all below it.
     *
     * @throws InputException if it cannot be read
     */
    public static XrayImages below(Path folder) throws InputException {
        Map<String, Path> byName = new HashMap<>();
        for (Path file : ImageFiles.below(folder).files()) {
            byName.putIfAbsent(file.getFileName().toString().toLowerCase(Locale.ROOT), file);
        }
        return new XrayImages(byName);
    }

    /** The image of a patient: RSNA's, else NIH's. */
    public Optional<Path> of(Xray xray) {
        return ENDINGS.stream()
                .map(ending -> named(xray.patient() + ending))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> named(xray.nihImage()));
    }

    private Optional<Path> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
