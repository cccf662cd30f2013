package org.relabel4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code relabel4j label-studio}. */
@Command(
        name = "label-studio",
        description =
                "Let people label a project in Label Studio: in the order that rounds choose, again where it is worth it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LabelStudioInitCommand.class,
            LabelStudioPullCommand.class,
            LabelStudioPushCommand.class,
            LabelStudioLoopCommand.class
        },
        footer = {
            "",
            "The environment variable LABEL_STUDIO_API_KEY holds the token: a personal access token, or a legacy one.",
            "See docs/LABEL-STUDIO.md.",
            "",
            "Examples:",
            "  relabel4j label-studio init flowers --url http://localhost:8080",
            "  relabel4j label-studio loop flowers"
        })
final class LabelStudioCommand extends Subcommand {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
