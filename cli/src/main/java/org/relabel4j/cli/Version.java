package org.relabel4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version and, where the build knew it, the git commit, both written by the build into a resource. */
final class Version implements IVersionProvider {
    private static final String UNKNOWN = "unknown";

    @Override
    public String[] getVersion() {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = build.getProperty("commit");
        String origin = commit.equals(UNKNOWN) ? "" : " (commit " + commit + ")";
        return new String[] {"relabel4j " + build.getProperty("version") + origin};
    }
}
