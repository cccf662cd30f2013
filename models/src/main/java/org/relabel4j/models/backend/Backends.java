package org.relabel4j.models.backend;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Chooses and loads what ND4J computes with, once a process.
 *
 * <p>The system property {@code relabel4j.backend} or, without it, the environment variable {@code RELABEL4J_BACKEND} chooses:
 * {@code cpu}, {@code cuda}, or {@code auto} (the default): CUDA in a build that has it (Maven profile {@code cuda}), else the
 * CPU. A build with CUDA never falls back to the CPU unasked: a job of days should not run on the wrong device unnoticed.
 */
public final class Backends {
    /** System property that chooses the backend; the environment variable is {@link #VARIABLE}. */
    public static final String PROPERTY = "relabel4j.backend";

    /** Environment variable that chooses the backend. */
    public static final String VARIABLE = "RELABEL4J_BACKEND";

    private static final String CUDA_BACKEND = "org.nd4j.linalg.jcublas.JCublasBackend";

    /**
     * Held by whoever relies on ND4J's number of threads: shared by those who want one, alone by who wants more. One for each {@link
     * OwnCard}, as cards wait for no other, and one for all else.
     */
    private static final Map<OptionalInt, ReentrantReadWriteLock> THREADS = new ConcurrentHashMap<>();

    private Backends() {}

    /** What is to be computed with. */
    public enum Choice {
        /** CUDA in a build that has it, else the CPU. */
        AUTO,
        CPU,
        CUDA
    }

    /** Loads at the first use; keeps what went wrong, because a class's initialiser cannot be tried twice. */
    private static final class Loaded {
        static final Optional<BackendUnavailableException> PROBLEM = tryToLoad();

        private static Optional<BackendUnavailableException> tryToLoad() {
            try {
                load();
                return Optional.empty();
            } catch (BackendUnavailableException e) {
                return Optional.of(e);
            }
        }
    }

    /**
     * Loads the backend if it is not loaded yet. Whoever calls ND4J or Deeplearning4j calls this first.
     *
     * @throws BackendUnavailableException if it cannot be loaded; the message is one line that says why and what to do
     */
    public static void prepare() {
        if (Loaded.PROBLEM.isPresent()) {
            BackendUnavailableException first = Loaded.PROBLEM.get();
            throw new BackendUnavailableException(first.getMessage(), first);
        }
        if (!Nd4j.getEnvironment().isCPU()) {
            OwnCard.choose(Nd4j.getAffinityManager());
        }
    }

    /**
     * Computes something with ND4J when nobody else does, on as many threads as are given: ND4J keeps one number for the process, and
     * the order in which it sums depends on it. What runs inside may call this again, or {@link #onOneThread}.
     *
     * @param threads that an operation may use on the CPU, at least 1
     * @throws BackendUnavailableException as {@link #prepare}
     */
    public static <T> T alone(int threads, Supplier<T> work) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        ReentrantReadWriteLock lock = lock();
        if (lock.getReadHoldCount() > 0 && !lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("what computes on one thread cannot ask for all of them");
        }
        lock.writeLock().lock();
        try {
            useThreads(threads);
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Computes something with ND4J on one thread an operation, beside others that do, but not while something computes {@link
     * #alone}. Small networks are slower on two threads than on one.
     *
     * @throws BackendUnavailableException as {@link #prepare}
     */
    public static <T> T onOneThread(Supplier<T> work) {
        ReentrantReadWriteLock lock = lock();
        lock.readLock().lock();
        try {
            useThreads(1);
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private static ReentrantReadWriteLock lock() {
        prepare();
        OptionalInt card = Nd4j.getEnvironment().isCPU() ? OptionalInt.empty() : OwnCard.number();
        return THREADS.computeIfAbsent(card, one -> new ReentrantReadWriteLock(true));
    }

    private static void useThreads(int threads) {
        if (Nd4j.getEnvironment().isCPU()) {
            Nd4j.factory().blas().setMaxThreads(threads);
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        }
    }

    /** What computes on this machine. Loads the backend; never throws: what is wrong is in the report. */
    public static BackendReport describe() {
        return Loaded.PROBLEM
                .map(problem -> BackendReports.unavailable(problem.getMessage()))
                .orElseGet(BackendReports::loaded);
    }

    /** The version of ND4J that would be loaded. Loads nothing. */
    public static String nd4jVersion() {
        return BackendReports.nd4jVersion();
    }

    private static void load() {
        Choice choice = choice();
        boolean hasCuda = ND4JClassLoading.classPresentOnClasspath(CUDA_BACKEND);
        if (choice == Choice.CUDA && !hasCuda) {
            throw new BackendUnavailableException(
                    "this build has no CUDA: build with ./mvnw -Pcuda, or choose the processor with " + VARIABLE
                            + "=cpu",
                    null);
        }
        if (hasCuda && choice == Choice.CPU) {
            ND4JClassLoading.setNd4jClassloader(new CpuOnlyClassLoader(ND4JClassLoading.getNd4jClassloader()));
        } else if (hasCuda) {
            checkCuda();
        }
        if (System.getProperty("org.nd4j.log.initialization") == null) {
            // describe() says the same when it is asked for.
            System.setProperty("org.nd4j.log.initialization", "false");
        }
        try {
            Nd4j.getBackend();
        } catch (RuntimeException | LinkageError e) {
            throw new BackendUnavailableException(
                    "ND4J cannot load its native library on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + rootCause(e)
                            + "); the models mlp (engine=java), extra-trees and knn need none",
                    e);
        }
    }

    /**
     * The choice of whoever runs the program. It counts for every engine.
     *
     * @throws BackendUnavailableException if it is none of those that there are; one line
     */
    public static Choice choice() {
        String text = System.getProperty(
                PROPERTY, Optional.ofNullable(System.getenv(VARIABLE)).orElse("auto"));
        for (Choice choice : Choice.values()) {
            if (choice.name().equals(text.strip().toUpperCase(Locale.ROOT))) {
                return choice;
            }
        }
        throw new BackendUnavailableException(
                PROPERTY + " or " + VARIABLE + " is \"" + text + "\", expected auto, cpu or cuda", null);
    }

    /** ND4J itself would print a stack trace and go on with the CPU. */
    private static void checkCuda() {
        try {
            Class<?> type = Class.forName(CUDA_BACKEND);
            ((Nd4jBackend) type.getDeclaredConstructor().newInstance()).canRun();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new BackendUnavailableException(
                    "CUDA cannot be used (" + rootCause(e)
                            + "): it needs an NVIDIA card and its driver; choose the processor" + " with " + VARIABLE
                            + "=cpu",
                    e);
        }
    }

    private static String rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
