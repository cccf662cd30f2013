package org.relabel4j.datasets.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a CSV file that gives each image its class: a column with the image's path, and one with its label. */
public final class ImageLabelCsv implements CsvRows {
    private static final List<String> IMAGE = List.of("image", "file", "filename", "path", "task");

    private final String labelName;
    private final List<Row> rows = new ArrayList<>();
    private int imageColumn;
    private int labelColumn;
    private String image = "";
    private String label = "";

    /**
     * An image and its class.
     *
     * @param image its path as it stands there
     * @param label its class as it stands there
     * @param line line of the file, from 1
     */
    public record Row(String image, String label, long line) {}

    private ImageLabelCsv(String labelName) {
        this.labelName = labelName;
    }

    /**
     * Reads a file.
     *
     * @param labelColumn name of the column with the class
     * @return its rows, in order
     * @throws InputException if it cannot be read, a column is missing, or a field is empty
     */
    public static List<Row> read(Path file, String labelColumn) throws InputException {
        ImageLabelCsv reader = new ImageLabelCsv(labelColumn);
        CsvScan.scan(file, reader);
        return reader.rows;
    }

    @Override
    public void header(List<String> names) {
        imageColumn = Header.column(names, IMAGE);
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        labelColumn = lower.indexOf(labelName.toLowerCase(Locale.ROOT));
        if (labelColumn < 0) {
            throw new CsvProblem(
                    "has no column \"" + labelName + "\" in its header",
                    "one with the classes",
                    "name it with label-column");
        }
    }

    @Override
    public void field(int column, char[] text, int offset, int length) {
        if (column == imageColumn) {
            image = new String(text, offset, length);
        } else if (column == labelColumn) {
            label = new String(text, offset, length);
        }
    }

    @Override
    public void endRecord(long line) {
        if (image.isEmpty() || label.isEmpty()) {
            throw new CsvProblem("has no " + (image.isEmpty() ? "image" : "label"), "one", "");
        }
        rows.add(new Row(image, label, line));
    }
}
