package org.relabel4j.benchmarks.grid;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which Relabel4J this is, as its build wrote it into the artifact of this class.
 *
 * @param version such as 1.2.0
 * @param commit of git, with {@code -dirty} if files were changed; {@code unknown} if it was built without git
 */
public record ProgramVersion(String version, String commit) {
    private static final String UNKNOWN = "unknown";

    /** The one that runs; unknown in an IDE that does not build by Maven. */
    public static ProgramVersion here() {
        Properties build = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the program's version.properties cannot be read", e);
        }
        return new ProgramVersion(value(build, "version"), value(build, "commit"));
    }

    private static String value(Properties build, String key) {
        String value = build.getProperty(key, UNKNOWN);
        return value.startsWith("${") ? UNKNOWN : value;
    }

    /** Whether the commit is known. */
    public boolean hasCommit() {
        return !commit.equals(UNKNOWN);
    }
}
