package org.relabel4j.benchmarks.cleaning;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.relabel4j.benchmarks.FakeComponents;

/** A cleaning experiment of fake parts that runs in milliseconds. */
public final class SmallCleaning {
    private SmallCleaning() {}

    /** Where its file is. */
    static String file() {
        try {
            return Path.of(SmallCleaning.class
                            .getResource("small-cleaning.yaml")
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The experiment with some settings changed. */
    public static CleaningConfig config(String... overrides) {
        return CleaningExperiments.load(file(), List.of(overrides), new FakeComponents());
    }
}
