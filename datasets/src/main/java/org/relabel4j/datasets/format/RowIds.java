package org.relabel4j.datasets.format;

import java.io.BufferedReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.relabel4j.core.text.Counted;

/**
 * Reads the ids of rows that stand in another file: a text file with an id a line, or a column of a CSV file with a row a row. Which
 * column that is may follow the file's name after a colon; otherwise it is the one called task, id or the like, or the only one.
 */
public final class RowIds {
    private RowIds() {}

    /**
     * Reads them.
     *
     * @param named the file, or {@code FILE.csv:COLUMN}
     * @param numRows how many there must be
     * @param rows the file of the rows, for the message
     * @throws InputException if it cannot be read, an id is missing or stands twice, or there are more or fewer
     */
    public static Ids read(String named, int numRows, Path rows) throws InputException {
        int colon = named.lastIndexOf(':');
        boolean column = colon > 0 && isTable(named.substring(0, colon));
        Path file = Path.of(column ? named.substring(0, colon) : named);
        Ids ids = column || isTable(named) ? ofTable(file, column ? named.substring(colon + 1) : "") : ofLines(file);
        if (ids.size() != numRows) {
            throw InputException.inFile(
                    file, "has " + Counted.of(ids.size(), "id"), numRows + ", one for each row of " + rows, "");
        }
        return ids;
    }

    private static boolean isTable(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*[.](csv|tsv)([.]gz)?");
    }

    private static Ids ofLines(Path file) throws InputException {
        Ids ids = new Ids();
        TextSource.use(file, text -> {
            int line = 1;
            int blank = 0;
            try (BufferedReader reader = new BufferedReader(text.reader())) {
                for (String id = reader.readLine(); id != null; id = reader.readLine(), line++) {
                    String name = Names.normal(id);
                    if (name.isEmpty()) {
                        blank = blank == 0 ? line : blank;
                    } else if (blank > 0) {
                        throw InputException.atLine(file, blank, "is blank", "an id a line", "");
                    } else {
                        add(file, ids, name, line);
                    }
                }
            } catch (CharacterCodingException e) {
                throw InputException.atLine(
                        file, line, "is not UTF-8 text, in this line or soon after it", "", "save the file as UTF-8");
            }
        });
        return ids;
    }

    private static void add(Path file, Ids ids, String name, int line) throws InputException {
        char[] text = name.toCharArray();
        if (TableColumn.isGap(text, 0, text.length)) {
            throw InputException.atLine(file, line, "has \"" + name + "\" as id", "an id a line", "");
        }
        int before = ids.size();
        if (ids.add(name) < before) {
            throw InputException.atLine(file, line, "has the id \"" + name + "\" again", "each id once", "");
        }
    }

    private static Ids ofTable(Path file, String column) throws InputException {
        TableRows rows = new TableRows(
                header -> column.isEmpty() ? found(header) : TableRows.position(header, column, ""),
                header -> Collections.nCopies(header.size(), null));
        CsvScan.scan(file, rows);
        return rows.ids();
    }

    private static int found(List<String> header) {
        int[] named = IntStream.range(0, header.size())
                .filter(n -> header.size() == 1
                        || FeatureTables.ID.matcher(header.get(n)).matches())
                .toArray();
        if (named.length != 1) {
            throw new CsvProblem(
                    "has " + named.length + " columns of ids in its header " + Header.shown(header),
                    "1, called id or task",
                    "name it after the file: FILE.csv:COLUMN");
        }
        return named[0];
    }
}
