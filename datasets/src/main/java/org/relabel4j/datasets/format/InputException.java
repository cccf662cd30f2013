package org.relabel4j.datasets.format;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * A file that the caller named cannot be read, or written, or says what cannot be. The message is one line: file and place,
 * what was found, what was expected, how to fix it.
 */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_FOUND = 500;
    private static final int SHOWN_OF_LONGER = 200;

    private final String file;
    private final String where;
    private final String found;
    private final String expected;
    private final String hint;

    private InputException(Path file, String where, String found, String expected, String hint, Throwable cause) {
        super(message(file.toString(), where, cut(found), expected, hint), cause);
        this.file = file.toString();
        this.where = where;
        this.found = cut(found);
        this.expected = expected;
        this.hint = hint;
    }

    /**
     * A problem of the file as a whole.
     *
     * @param found what is the matter, a clause
     * @param expected what should be there, after "expected"; may be empty
     * @param hint how to fix it, an instruction; may be empty
     */
    public static InputException inFile(Path file, String found, String expected, String hint) {
        return new InputException(file, "", found, expected, hint, null);
    }

    /** A problem in a line of a text file, counted from 1. The other parameters as in {@link #inFile}. */
    public static InputException atLine(Path file, long line, String found, String expected, String hint) {
        return new InputException(file, "line " + line, found, expected, hint, null);
    }

    /** A problem in a row of a table, counted from 0. The other parameters as in {@link #inFile}. */
    public static InputException atRow(Path file, long row, String found, String expected, String hint) {
        return new InputException(file, "row " + row, found, expected, hint, null);
    }

    /** A file that the system refuses to read. */
    public static InputException unreadable(Path file, IOException cause) {
        String hint = cause instanceof NoSuchFileException ? "check the path" : "check the file and its permissions";
        return new InputException(file, "", "cannot be read: " + reason(cause), "", hint, cause);
    }

    /** A file that the system refuses to write. */
    public static InputException unwritable(Path file, IOException cause) {
        return new InputException(
                file,
                "",
                "cannot be written: " + reason(cause),
                "",
                "free the way or choose another place; nothing there was changed",
                cause);
    }

    /** The file, as the caller named it. */
    public String file() {
        return file;
    }

    /** The place in the file, such as {@code line 17} or {@code row 16}; empty if it is the whole. */
    public String where() {
        return where;
    }

    /** What was found. */
    public String found() {
        return found;
    }

    /** What was expected; may be empty. */
    public String expected() {
        return expected;
    }

    /** How to fix it; may be empty. */
    public String hint() {
        return hint;
    }

    /** Files of garbage have values of megabytes. */
    private static String cut(String found) {
        return found.length() <= MAX_FOUND
                ? found
                : found.substring(0, SHOWN_OF_LONGER) + "… (" + found.length() + " characters)";
    }

    private static String message(String file, String where, String found, String expected, String hint) {
        String place = where.startsWith("line ")
                ? file + ":" + where.substring("line ".length())
                : where.isEmpty() ? file : file + " " + where;
        return place + ": " + found + (expected.isEmpty() ? "" : ", expected " + expected)
                + (hint.isEmpty() ? "" : "; " + hint);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return cause.getMessage() == null ? "an error of the system" : cause.getMessage();
    }
}
