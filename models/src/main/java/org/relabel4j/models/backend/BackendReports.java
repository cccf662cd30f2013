package org.relabel4j.models.backend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Reads off ND4J what it computes with. */
final class BackendReports {
    private BackendReports() {}

    static BackendReport unavailable(String problem) {
        return new BackendReport(
                "none", Optional.of(problem), "none", "none", "none", 0, processor(), nd4jVersion(), javaVersion());
    }

    /** The report on the backend that is loaded. */
    static BackendReport loaded() {
        boolean cpu = Nd4j.getEnvironment().isCPU();
        NativeOps ops = NativeOpsHolder.getInstance().getDeviceNativeOps();
        return new BackendReport(
                cpu ? "cpu" : "cuda",
                Optional.empty(),
                nativeLibrary(ops),
                cpu ? instructionSet(ops) : "CUDA",
                Nd4j.factory().blas().getBlasVendor().name(),
                ops.ompGetMaxThreads(),
                cpu ? processor() : card(),
                nd4jVersion(),
                javaVersion());
    }

    /** The folder that JavaCPP unpacked the library to is named after its platform and kind. */
    private static String nativeLibrary(NativeOps ops) {
        String path = Loader.load(ops.getClass());
        Path folder = path == null ? null : Path.of(path).getParent();
        return folder == null ? Loader.getPlatform() : folder.getFileName().toString();
    }

    private static String instructionSet(NativeOps ops) {
        return name(ops.binaryLevel()) + " (the processor has " + name(ops.optimalLevel()) + ")";
    }

    /** ND4J's numbers, from its CpuNDArrayFactory. */
    private static String name(int level) {
        return switch (level) {
            case 3 -> "AVX512";
            case 2 -> "AVX2";
            default -> "baseline";
        };
    }

    private static String processor() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private static String card() {
        Object devices =
                Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY);
        if (devices instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> first) {
            return String.valueOf(first.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY));
        }
        return "unknown";
    }

    static String nd4jVersion() {
        String file = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
        try (InputStream in = Nd4jEnvironment.class.getResourceAsStream(file)) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String javaVersion() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }
}
