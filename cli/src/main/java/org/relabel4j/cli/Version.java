package org.relabel4j.cli;

import org.relabel4j.benchmarks.grid.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** The version and, where the build knew it, the git commit. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        ProgramVersion program = ProgramVersion.here();
        String origin = program.hasCommit() ? " (commit " + program.commit() + ")" : "";
        return new String[] {"relabel4j " + program.version() + origin};
    }
}
