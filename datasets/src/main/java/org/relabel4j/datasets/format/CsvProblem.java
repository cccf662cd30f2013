package org.relabel4j.datasets.format;

import java.nio.file.Path;

/** What is wrong with the record that {@link CsvScan} reads; the file and the line are added on the way out. */
final class CsvProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String expected;
    private final String hint;

    CsvProblem(String found, String expected, String hint) {
        super(found, null, false, false);
        this.expected = expected;
        this.hint = hint;
    }

    /** All that it says, without a place. */
    String sentence() {
        return getMessage()
                + (expected.isEmpty() ? "" : ", expected " + expected)
                + (hint.isEmpty() ? "" : "; " + hint);
    }

    InputException atLine(Path file, long line) {
        return InputException.atLine(file, line, getMessage(), expected, hint);
    }
}
