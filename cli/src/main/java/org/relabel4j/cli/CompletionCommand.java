package org.relabel4j.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Parameters;

/** {@code relabel4j completion}. */
@Command(
        name = "completion",
        description = "Print a script by which a shell completes commands, options and names.",
        footer = {
            "",
            "Names are those of strategies, methods, models, data sets and experiments, with those of plug-ins.",
            "Without --plugin it knows the plug-ins beside the program.",
            "",
            "Examples:",
            "  source <(relabel4j completion bash)    # in ~/.bashrc",
            "  source <(relabel4j completion zsh)     # in ~/.zshrc, behind compinit",
            "  relabel4j completion bash > ~/.local/share/bash-completion/completions/relabel4j"
        })
final class CompletionCommand extends Subcommand {
    /** Shells that the script is for. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    @Override
    public Integer call() {
        // One script that knows in which of the two it is; its parser has all commands, that of this call has one.
        CommandLine parser = new RootCommand(console()).parser(List.of());
        parser.getSubcommands().values().forEach(CompletionCommand::addNames);
        console().out().print(AutoComplete.bash("relabel4j", parser));
        return 0;
    }

    /** What a list names: its parameter is declared once for all lists, and so without names. */
    private static void addNames(CommandLine command) {
        if (command.getCommand() instanceof ListCommand list) {
            CommandSpec spec = command.getCommandSpec();
            PositionalParamSpec names = spec.positionalParameters().get(0);
            spec.remove(names);
            spec.addPositional(PositionalParamSpec.builder(names)
                    .completionCandidates(
                            list.items().stream().map(Listing.Item::name).toList())
                    .build());
        }
    }
}
