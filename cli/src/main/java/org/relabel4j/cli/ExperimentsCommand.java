package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.experiment.Experiments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relabel4j experiments}. */
@Command(
        name = "experiments",
        description = "List the bundled experiments, for `relabel4j benchmark' and `relabel4j clean'.",
        footer = {
            "",
            "Examples:",
            "  relabel4j experiments wall-robot",
            "  relabel4j experiments wall-robot --yaml > mine.yaml",
            "  relabel4j experiments --json"
        })
final class ExperimentsCommand extends ListCommand {
    @Option(
            names = "--yaml",
            description = "Print the file of the one that is named: change it, and run it by its path.")
    private boolean yaml;

    ExperimentsCommand() {
        super("experiment");
    }

    @Override
    void print(List<Listing.Item> wanted, boolean named) throws IOException {
        if (!yaml) {
            super.print(wanted, named);
            return;
        }
        if (json()) {
            throw new IllegalArgumentException("--yaml and --json are two forms of output; choose one");
        }
        if (wanted.size() != 1 || !named) {
            throw new IllegalArgumentException(
                    "--yaml prints the file of one experiment; name it: relabel4j experiments wall-robot --yaml");
        }
        String name = wanted.get(0).name();
        console()
                .out()
                .print(Experiments.names().contains(name) ? Experiments.yaml(name) : CleaningExperiments.yaml(name));
    }

    @Override
    List<Listing.Item> items() {
        return Stream.concat(
                        Experiments.all().stream().map(e -> item(e, "benchmark", Experiments.settings(e.name()))),
                        CleaningExperiments.all().stream()
                                .map(e -> item(e, "clean", CleaningExperiments.settings(e.name()))))
                .toList();
    }

    private static Listing.Item item(Experiments.Info experiment, String command, Map<String, String> settings) {
        String presets = String.join(", ", experiment.presets());
        return Listing.Item.of(
                        experiment.name(), experiment.description() + " (" + command + "; presets: " + presets + ")")
                .with("presets", experiment.presets())
                .with("command", command)
                .withOptions(
                        settings,
                        "Settings, as the preset default has them if there is one; to change: relabel4j " + command
                                + " " + experiment.name() + " key=value ...");
    }
}
