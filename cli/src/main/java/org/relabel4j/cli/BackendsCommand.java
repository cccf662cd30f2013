package org.relabel4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.models.backend.BackendReport;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.backend.NvidiaDriver;
import org.relabel4j.models.features.FeatureCache;
import org.relabel4j.models.onnx.OnnxReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relabel4j backends}. */
@Command(
        name = "backends",
        description =
                "Say what there is here: engines of neural networks with their devices, drivers and uses; Java; folders.",
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

    /** CIFAR-10 and its features need as much. */
    private static final long LITTLE_GIB = 10;

    private static final String ONNX_NETWORKS = "the model onnx";

    @Option(names = "--json", description = "Print a list of objects with \"name\".")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Listing.print(List.of(deeplearning4j(), onnxRuntime(), java(), folders()), json, true, console());
        return 0;
    }

    private static Listing.Item java() {
        Runtime machine = Runtime.getRuntime();
        long heap = machine.maxMemory() >> 20;
        return Listing.Item.of(
                        "java",
                        System.getProperty("java.runtime.version") + " of " + System.getProperty("java.vendor") + " in "
                                + System.getProperty("java.home") + "; at most " + heap + " MiB of heap; "
                                + Counted.of(machine.availableProcessors(), "processor") + "; "
                                + System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .with("max_heap_mib", heap)
                .with("processors", machine.availableProcessors());
    }

    /** Where downloads and features are kept, and from where plug-ins are. */
    private static Listing.Item folders() {
        Path downloads = DataHome.folder();
        Path features = FeatureCache.usual().folder();
        return Listing.Item.of(
                        "folders",
                        "downloads in " + described(downloads) + "; features of networks in " + described(features)
                                + "; plug-ins: "
                                + (Plugins.places().isEmpty()
                                        ? "none"
                                        : Plugins.places().values().stream()
                                                .map(Path::toString)
                                                .collect(Collectors.joining(", "))))
                .with("downloads", downloads.toString())
                .with("features", features.toString())
                .with(
                        "plugins",
                        Plugins.places().values().stream().map(Path::toString).toList());
    }

    private static String described(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return folder
                + (Files.exists(folder) ? "" : " (not there yet)")
                + (Files.isWritable(there) ? "" : " (not writable)")
                + (there.toFile().getUsableSpace() >> 30 < LITTLE_GIB ? " (less than 10 GiB free)" : "");
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
