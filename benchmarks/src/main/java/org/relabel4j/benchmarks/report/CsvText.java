package org.relabel4j.benchmarks.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.relabel4j.datasets.format.CsvOutput;

/** Tables as CSV, with the same bytes on every system. */
final class CsvText {
    private CsvText() {}

    static String of(List<String> header, List<List<String>> rows) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvOutput.writer(text);
        csv.writeRecord(header);
        rows.forEach(csv::writeRecord);
        return text.toString();
    }

    /** Six decimals; an unknown number is empty. */
    static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
    }

    static String number(OptionalDouble value) {
        return number(value.orElse(Double.NaN));
    }
}
