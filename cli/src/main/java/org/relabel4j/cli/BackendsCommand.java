package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import org.relabel4j.models.backend.BackendReport;
import org.relabel4j.models.backend.Backends;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relabel4j backends}. */
@Command(
        name = "backends",
        description = "Say what neural networks are computed with here: device, instructions, threads.",
        footer = {
            "",
            "RELABEL4J_BACKEND=cpu, cuda or auto chooses; OMP_NUM_THREADS sets the threads of one",
            "operation.",
            "",
            "Example:",
            "  relabel4j backends --json"
        })
final class BackendsCommand extends Subcommand {
    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BackendReport report = Backends.describe();
        String summary = report.problem()
                .orElseGet(() -> report.device() + "; " + report.nativeLibrary() + "; "
                        + report.instructionSet() + "; BLAS " + report.blas() + "; threads " + report.threads()
                        + "; ND4J "
                        + report.nd4jVersion() + "; " + report.javaVersion());
        Listing.Item item = Listing.Item.of(report.backend(), summary)
                .with("available", report.available())
                .with("device", report.device())
                .with("native_library", report.nativeLibrary())
                .with("instruction_set", report.instructionSet())
                .with("blas", report.blas())
                .with("threads", report.threads())
                .with("nd4j_version", report.nd4jVersion())
                .with("java_version", report.javaVersion());
        Listing.print(List.of(item), json, true, console().out());
        return 0;
    }
}
