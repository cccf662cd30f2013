package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An output file, read by its first column. */
record CsvTable(List<String> header, Map<String, NamedCsvRecord> rows) {
    static CsvTable read(Path file) {
        Map<String, NamedCsvRecord> rows = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.forEach(row -> rows.put(row.getField(0), row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CsvTable(
                rows.isEmpty() ? List.of() : rows.values().iterator().next().getHeader(), rows);
    }

    String text(String key, String column) {
        return rows.get(key).getField(column);
    }

    /** The number in a cell; NaN if it is empty. */
    double number(String key, String column) {
        String text = text(key, column);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    List<String> keys() {
        return List.copyOf(rows.keySet());
    }
}
