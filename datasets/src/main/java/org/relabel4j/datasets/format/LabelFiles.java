package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads labels: CSV in long or wide form, JSON, JSON lines, or an export of Label Studio. The content tells which, but for the
 * wide form, which must be said.
 */
public final class LabelFiles {
    private LabelFiles() {}

    /**
     * Reads files one after the other, as if they were one.
     *
     * @param files at least one; each may have a form of its own
     * @param options how; with the classes, if they are known, so that none of their names is taken for "no answer"
     * @throws InputException if a file cannot be read, a column is missing, or a task or an annotator has no name
     */
    public static LabelTable read(List<Path> files, LabelOptions options) throws InputException {
        LabelTable table = new LabelTable(options);
        LabelSink sink = new LabelSink(table);
        for (Path file : files) {
            table.startFile(file);
            TextSource.use(file, text -> {
                String start = text.start().stripLeading();
                if (start.startsWith("{") || start.startsWith("[")) {
                    LabelJson.read(text, sink);
                } else if (options.wide()) {
                    CsvScan.scan(text, new WideLabels(sink));
                } else {
                    LongLabels rows = new LongLabels(sink);
                    CsvScan.scan(text, rows);
                    rows.endFile(file);
                }
            });
            sink.endFile(file);
        }
        sink.check();
        return table;
    }
}
