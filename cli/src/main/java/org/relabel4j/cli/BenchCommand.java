package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import org.relabel4j.benchmarks.bench.BenchResult;
import org.relabel4j.benchmarks.bench.Benches;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j bench}. */
@Command(
        name = "bench",
        description = {
            "Measure, here and now: how long scoring, consensus, training and a whole loop take on this machine;",
            "and what a head's penalty is worth where labels are wrong.",
            "Without a name, list the measurements and their settings."
        },
        footer = {
            "",
            "Times are wall-clock milliseconds of calls inside this process, after some to warm up; memory",
            "is in MiB.",
            "",
            "Examples:",
            "  relabel4j bench",
            "  relabel4j bench scoring",
            "  relabel4j bench scoring labeled=20000 unlabeled=20000 annotators=500 classes=10 \\",
            "      labels-per-example=1.5 repeat=20 --json",
            "  relabel4j bench folds repeat=3",
            "  relabel4j bench penalties wrong=0.3 examples=500"
        })
final class BenchCommand extends Subcommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "What to measure.")
    private String name;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Its settings.")
    private List<String> settings = List.of();

    @Option(names = "--json", description = "Print one line of JSON, or a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            list();
        } else {
            BenchResult result = Benches.run(name, settings);
            console().out().print(json ? result.toJson() + System.lineSeparator() : result.toText());
        }
        return 0;
    }

    private void list() throws IOException {
        List<Listing.Item> items = Benches.all().stream()
                .map(info ->
                        Listing.Item.of(info.name(), info.summary()).withOptions(info.options(), "settings KEY=VALUE:"))
                .toList();
        Listing.print(items, json, true, console());
    }
}
