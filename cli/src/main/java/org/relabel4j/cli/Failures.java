package org.relabel4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.relabel4j.core.plugin.PluginException;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.backend.BackendUnavailableException;

/** What an exception means to the caller: the exit code, and one line. */
final class Failures {
    /** The caller's mistake: an option, a key, a file. */
    static final int CALLER = 2;

    /** Ours. */
    static final int INTERNAL = 1;

    private Failures() {}

    /** An exit code and the line that goes with it. */
    record Failure(int exitCode, String message) {}

    /** Explains an exception; worker threads' wrappers are looked through. */
    static Failure explain(Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof InputException
                || cause instanceof IllegalArgumentException argument && isOfOurChecks(argument)
                || cause instanceof BackendUnavailableException) {
            return new Failure(CALLER, Printable.line(String.valueOf(cause.getMessage())));
        }
        if (cause instanceof IOException io) {
            return new Failure(CALLER, Printable.line(explainFileProblem(io)));
        }
        if (cause instanceof OutOfMemoryError) {
            long heap = Runtime.getRuntime().maxMemory() >> 20;
            return new Failure(
                    INTERNAL,
                    "out of memory with " + heap + " MiB of heap (" + Printable.line(String.valueOf(cause.getMessage()))
                            + "); give more with RELABEL4J_JAVA_OPTS=-Xmx8g, or fewer --jobs");
        }
        if (cause instanceof PluginException) {
            return new Failure(INTERNAL, Printable.line(cause.getMessage()) + "; its author should know");
        }
        Optional<StackTraceElement> plugin = ofPlugin(cause.getStackTrace());
        if (plugin.isPresent()) {
            return new Failure(
                    INTERNAL,
                    "a plug-in failed in " + plugin.get().getClassName() + " (" + Printable.line(String.valueOf(cause))
                            + "); its author should know: repeat with --debug");
        }
        return new Failure(
                INTERNAL,
                "internal error" + whatItSays(cause)
                        + "; this is a defect: repeat with --debug and report what it shows");
    }

    /**
     * Whether checks of Relabel4J, or of a plug-in, refuse something, which say what the caller is to change, or a path is none.
     * What Java and libraries refuse was given to them by us: a mistake of ours.
     */
    private static boolean isOfOurChecks(IllegalArgumentException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e instanceof InvalidPathException
                || trace.length == 0
                || trace[0].getClassName().startsWith("org.relabel4j.")
                || isOfPlugin(trace[0]);
    }

    /** Where a plug-in was when something was thrown, by itself or by what it had called. */
    private static Optional<StackTraceElement> ofPlugin(StackTraceElement[] trace) {
        return Arrays.stream(trace).filter(Failures::isOfPlugin).findFirst();
    }

    private static boolean isOfPlugin(StackTraceElement place) {
        return Plugins.LOADER.equals(place.getClassLoaderName());
    }

    /** A message that is ours; those of Java and of libraries speak of classes. */
    private static String whatItSays(Throwable cause) {
        String message = cause.getMessage();
        return !(cause instanceof IllegalStateException) || message == null ? "" : ": " + Printable.line(message);
    }

    private static Throwable unwrap(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return cause; // Whatever a library has made of it.
            }
        }
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause instanceof UncheckedIOException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String explainFileProblem(IOException problem) {
        if (!(problem instanceof FileSystemException file)) {
            String message = problem.getMessage();
            return message == null ? "cannot read or write a file; repeat with --debug to see more" : message;
        }
        String path = file.getFile() == null ? "a file" : file.getFile();
        if (file instanceof NoSuchFileException) {
            return path + ": no such file or directory";
        }
        if (file instanceof AccessDeniedException) {
            return path + ": permission denied";
        }
        if (file instanceof FileAlreadyExistsException) {
            return path + ": exists already; name another or remove it";
        }
        if (file instanceof NotDirectoryException) {
            return path + ": is not a directory";
        }
        if (file instanceof DirectoryNotEmptyException) {
            return path + ": is a directory and not empty";
        }
        return path + ": " + (file.getReason() == null ? "cannot be read or written" : file.getReason());
    }
}
