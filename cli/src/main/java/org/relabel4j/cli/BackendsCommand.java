package org.relabel4j.cli;

import java.io.IOException;
import java.util.List;
import org.relabel4j.models.backend.BackendReport;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.backend.NvidiaDriver;
import org.relabel4j.models.onnx.OnnxReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relabel4j backends}. */
@Command(
        name = "backends",
        description =
                "Say what neural networks are computed with here: each engine's device, driver and what it is used for.",
        footer = {
            "",
            "RELABEL4J_BACKEND=cpu, cuda or auto chooses; OMP_NUM_THREADS sets the threads of one",
            "operation.",
            "",
            "Example:",
            "  relabel4j backends --json"
        })
final class BackendsCommand extends Subcommand {
    private static final String RESIDUAL_NETWORKS = "residual networks, co-teaching, and mlp with engine=nd4j or dl4j";

    private static final String ONNX_NETWORKS = "the model onnx";

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Listing.print(
                List.of(deeplearning4j(), onnxRuntime()), json, true, console().out());
        return 0;
    }

    private static Listing.Item deeplearning4j() {
        BackendReport report = Backends.describe();
        String driver = NvidiaDriver.version();
        String summary = report.problem()
                .orElseGet(() -> report.device() + "; NVIDIA driver " + driver + "; " + report.nativeLibrary() + "; "
                        + report.instructionSet() + "; BLAS " + report.blas() + "; threads " + report.threads()
                        + "; ND4J "
                        + report.nd4jVersion() + "; " + report.javaVersion());
        return engine("deeplearning4j", report.backend(), summary, RESIDUAL_NETWORKS)
                .with("available", report.available())
                .with("device", report.device())
                .with("driver", driver)
                .with("native_library", report.nativeLibrary())
                .with("instruction_set", report.instructionSet())
                .with("blas", report.blas())
                .with("threads", report.threads())
                .with("nd4j_version", report.nd4jVersion())
                .with("java_version", report.javaVersion());
    }

    private static Listing.Item onnxRuntime() {
        OnnxReport report = OnnxReport.here();
        String driver = NvidiaDriver.version();
        String summary = report.problem()
                .orElseGet(() -> report.device() + "; NVIDIA driver " + driver + "; providers "
                        + String.join(", ", report.providers()) + "; ONNX Runtime " + report.version());
        return engine("onnx-runtime", report.backend(), summary, ONNX_NETWORKS)
                .with("available", report.problem().isEmpty())
                .with("device", report.device())
                .with("driver", driver)
                .with("providers", report.providers())
                .with("onnxruntime_version", report.version());
    }

    private static Listing.Item engine(String name, String backend, String summary, String use) {
        return Listing.Item.of(name, backend + ": " + summary + "; for " + use)
                .with("backend", backend)
                .with("used_for", use);
    }
}
