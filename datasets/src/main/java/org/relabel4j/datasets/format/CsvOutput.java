package org.relabel4j.datasets.format;

import com.fasterxml.jackson.core.io.NumberOutput;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.OutputStream;
import java.io.Writer;

/** CSV as this program writes it: the same bytes on every system. */
public final class CsvOutput {
    private CsvOutput() {}

    /** A writer to bytes, as UTF-8; to be flushed at the end. */
    public static CsvWriter writer(OutputStream stream) {
        return builder().build(stream);
    }

    /** A writer to text, which holds nothing back. */
    public static CsvWriter writer(Writer text) {
        return builder().bufferSize(0).build(text);
    }

    static CsvWriter.CsvWriterBuilder builder() {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    }

    /** The shortest decimal form that reads back to the same number; nothing for NaN. */
    public static String number(double value) {
        return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
    }
}
