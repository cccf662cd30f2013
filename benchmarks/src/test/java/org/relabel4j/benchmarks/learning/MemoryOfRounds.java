package org.relabel4j.benchmarks.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.benchmarks.grid.Grid;
import org.relabel4j.benchmarks.grid.GridListener;
import org.relabel4j.benchmarks.grid.GridListener.GridProgress;
import org.relabel4j.benchmarks.grid.GridResult;
import org.relabel4j.benchmarks.grid.RunOptions;

/** Runs an experiment and prints, after each round, what memory is in use: a process of its own, for {@link MemoryGrowthTest}. */
final class MemoryOfRounds implements GridListener<LearningCell, LearningState> {
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final int STABLE_COLLECTIONS = 3;
    private static final long MOMENT_NANOS = 100_000_000;

    private MemoryOfRounds() {}

    /**
     * Runs.
     *
     * @param args the run folder, the experiment's name, and settings {@code KEY=VALUE}
     */
    public static void main(String[] args) throws Exception {
        String[] overrides = Arrays.copyOfRange(args, 2, args.length);
        ExperimentConfig config = Experiments.load(args[1], List.of(overrides));
        GridResult<LearningState> result = Grid.run(
                new LearningExperiment(config), Path.of(args[0]), new RunOptions(1, false), new MemoryOfRounds());
        result.failures().forEach(failure -> System.out.println(failure.message()));
        System.exit(result.complete() ? 0 : 1);
    }

    /**
     * Prints the round, the live heap, the native arrays and the resident set without the virtual machine's compiled code and
     * classes, in bytes.
     */
    @Override
    public void stepDone(LearningCell cell, LearningState state, GridProgress progress) {
        long heap = liveHeap();
        long code = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted();
        System.out.println(state.lastStep() + " " + heap + " " + Pointer.totalBytes() + " " + (residentBytes() - code));
    }

    /**
     * What is in use when another collection frees no more. Each takes what the threads behind the reference queues let go of since
     * the one before, and on a busy machine these need a moment: the last round is measured right after its training.
     */
    private static long liveHeap() {
        long least = Long.MAX_VALUE;
        for (int stable = 0; stable < STABLE_COLLECTIONS; stable++) {
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (heap < least) {
                least = heap;
                stable = 0;
            }
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        return least;
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
