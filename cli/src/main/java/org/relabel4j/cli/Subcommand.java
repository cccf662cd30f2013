package org.relabel4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** What all commands have. */
abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    /** Where the command writes. */
    final Console console() {
        return root.console();
    }
}
