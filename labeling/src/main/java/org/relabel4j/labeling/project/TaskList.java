package org.relabel4j.labeling.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.DataDigest;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.data.LoadedData;

/** The examples that a project has taken in, in that order, as {@code examples.csv} has them. */
final class TaskList {
    private static final CsvTable<String> TABLE =
            new CsvTable<>(List.of(new Column<>("task", task -> task)), row -> row.text("task"));

    private TaskList() {}

    static Ids read(Path file) throws InputException {
        Ids ids = new Ids();
        TABLE.read(file).forEach(ids::add);
        return ids;
    }

    static void write(Path file, Ids ids) throws InputException {
        AtomicFiles.write(file, stream -> {
            stream.write((TABLE.header() + "\n").getBytes(StandardCharsets.UTF_8));
            var csv = CsvOutput.writer(stream);
            for (int i = 0; i < ids.size(); i++) {
                csv.writeRecord(ids.get(i));
            }
            csv.flush();
        });
    }

    /** The examples taken in that are there, in the order of being taken in. */
    static Pool pool(Ids accepted, LoadedData data) {
        Ids present = new Ids();
        List<String> vanished = new ArrayList<>();
        int[] rows = new int[accepted.size()];
        int size = 0;
        for (int n = 0; n < accepted.size(); n++) {
            int row = data.ids().indexOf(accepted, n);
            if (row < 0) {
                vanished.add(accepted.get(n));
            } else {
                rows[size++] = row;
                present.add(accepted.get(n));
            }
        }
        int[] order = java.util.Arrays.copyOf(rows, size);
        boolean same = size == data.ids().size() && IntStream.range(0, size).allMatch(n -> order[n] == n);
        Examples examples = same ? data.examples() : data.examples().rows(order);
        return new Pool(
                present,
                examples,
                data,
                same ? data.digest() : DataDigest.of(present, examples),
                data.ids().size() - size,
                vanished);
    }

    /** The examples taken in and those that are new, behind them. */
    static Ids updated(Ids accepted, LoadedData data) {
        Ids all = new Ids();
        for (int n = 0; n < accepted.size(); n++) {
            all.add(accepted.get(n));
        }
        for (int n = 0; n < data.ids().size(); n++) {
            all.add(data.ids().get(n));
        }
        return all;
    }
}
