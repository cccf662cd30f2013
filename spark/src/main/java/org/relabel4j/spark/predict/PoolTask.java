package org.relabel4j.spark.predict;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.relabel4j.datasets.image.ImageProblem;

/**
 * Applies a network to a partition, batch by batch.
 *
 * @param content of the network's file
 * @param files how paths are opened
 * @param leftOut takes those that cannot be used
 */
record PoolTask(
        PoolNetwork network, Broadcast<byte[]> content, Broadcast<SerializableConfiguration> files, LeftOut leftOut)
        implements MapPartitionsFunction<Row, Row> {
    /** Examples that are in memory at a time. */
    private static final int BATCH = 256;

    /** Places in a row. */
    static final int ID = 0;

    static final int VALUE = 1;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        PoolNetwork.Opened opened = ExecutorNetworks.borrow(network, content);
        TaskCompletionListener giveBack = context -> ExecutorNetworks.giveBack(network, opened);
        TaskContext.get().addTaskCompletionListener(giveBack);
        PoolReader reader = new PoolReader(opened.like(), VALUE, files.value().value());
        return new Iterator<>() {
            private final Queue<Row> ready = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && rows.hasNext()) {
                    ready.addAll(batch(rows, reader, opened));
                }
                return !ready.isEmpty();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
    }

    private List<Row> batch(Iterator<Row> rows, PoolReader reader, PoolNetwork.Opened opened) {
        List<String> ids = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        while (rows.hasNext() && ids.size() < BATCH) {
            Row row = rows.next();
            String id = row.getString(ID);
            try {
                values.add(reader.read(row));
                ids.add(id);
            } catch (ImageProblem e) {
                leftOut.add(id + ": " + e.getMessage());
            }
        }
        List<Row> results = new ArrayList<>();
        if (!ids.isEmpty()) {
            Object[][] said = opened.apply(reader.examples(values));
            for (int i = 0; i < said.length; i++) {
                Object[] row = new Object[1 + said[i].length];
                row[ID] = ids.get(i);
                System.arraycopy(said[i], 0, row, 1, said[i].length);
                results.add(RowFactory.create(row));
            }
        }
        return results;
    }
}
