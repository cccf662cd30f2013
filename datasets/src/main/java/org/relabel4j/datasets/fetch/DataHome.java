package org.relabel4j.datasets.fetch;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder of what was downloaded: {@code RELABEL4J_HOME} if that is set, else {@code .cache/relabel4j} in the user's own folder.
 * A data set lies in {@code data/NAME}, weights in {@code weights}.
 */
public final class DataHome {
    /** The environment's variable that names the folder. */
    public static final String VARIABLE = "RELABEL4J_HOME";

    private DataHome() {}

    /** The folder; it need not be there. */
    public static Path folder() {
        return folder(System.getenv());
    }

    static Path folder(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        return named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "relabel4j")
                : Path.of(named.strip()).toAbsolutePath();
    }

    /** Where a data set's files lie. */
    public static Path ofDataset(String name) {
        return folder().resolve("data").resolve(name);
    }

    /** Where files of weights lie. */
    public static Path ofWeights() {
        return folder().resolve("weights");
    }
}
