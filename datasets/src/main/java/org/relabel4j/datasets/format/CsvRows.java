package org.relabel4j.datasets.format;

import java.util.List;

/** Takes what {@link CsvScan} reads. Throws {@link CsvProblem} for what cannot be. */
interface CsvRows {
    /** The header's names, trimmed. Called first. */
    void header(List<String> names);

    /** Whether what was given as the header is no header, but a record of its own. Asked after it. */
    default boolean firstRowIsData() {
        return false;
    }

    /** A line is the header once more, as where files were put together; its fields are not given. */
    default void headerAgain(long line) {
        throw new CsvProblem("is the header once more", "a row", "take the line out");
    }

    /** How to fix a file that is of another format, which the clause names. */
    default String insteadOf(String otherFormat) {
        return "export it as CSV";
    }

    /** One field: characters that are only there during the call. */
    void field(int column, char[] text, int offset, int length);

    /** All fields of the record that starts in a line, counted from 1, were given. */
    void endRecord(long line);
}
