package org.relabel4j.datasets;

import java.io.DataInputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.relabel4j.core.training.Examples;

/**
 * A data set's examples as DataVec records, for Deeplearning4j's own tools such as {@code RecordReaderDataSetIterator}: the values
 * of an example, row-major (of an image channels last, 0 to 255), and then its class. Not thread-safe.
 */
public final class ExamplesRecordReader extends BaseRecordReader {
    private static final long serialVersionUID = 1L;

    private final transient Examples examples;
    private final transient int[] labels;
    private final transient List<String> classNames;
    private transient Configuration configuration = new Configuration();
    private transient int next;

    /**
     * @param examples what to read
     * @param labels class of each
     * @param classNames name of each class
     * @throws IllegalArgumentException if there are more or fewer labels than examples
     */
    public ExamplesRecordReader(Examples examples, int[] labels, List<String> classNames) {
        if (examples.size() != labels.length) {
            throw new IllegalArgumentException(
                    "labels are " + labels.length + ", expected one for each of " + examples.size() + " examples");
        }
        this.examples = examples;
        this.labels = labels.clone();
        this.classNames = List.copyOf(classNames);
    }

    /** The pool of a data set with its true classes. */
    public static ExamplesRecordReader ofPool(Dataset dataset) {
        return new ExamplesRecordReader(dataset.pool(), dataset.poolLabels(), dataset.classNames());
    }

    /** The test set of a data set. */
    public static ExamplesRecordReader ofTest(Dataset dataset) {
        return new ExamplesRecordReader(dataset.test(), dataset.testLabels(), dataset.classNames());
    }

    /** Where the class stands in a record: after all values. */
    public int labelIndex() {
        return examples.length();
    }

    @Override
    public void initialize(InputSplit split) {
        reset();
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) {
        setConf(conf);
        reset();
    }

    @Override
    public boolean hasNext() {
        return next < labels.length;
    }

    @Override
    public List<Writable> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + labels.length + " examples were read");
        }
        List<Writable> record = record(next++);
        invokeListeners(record);
        return record;
    }

    private List<Writable> record(int i) {
        float[] values = new float[examples.length()];
        examples.copyTo(i, values, 0);
        List<Writable> record = new ArrayList<>(values.length + 1);
        for (float value : values) {
            record.add(new FloatWritable(value));
        }
        record.add(new IntWritable(labels[i]));
        return record;
    }

    @Override
    public Record nextRecord() {
        int i = next;
        return new org.datavec.api.records.impl.Record(next(), metaData(i));
    }

    private static RecordMetaData metaData(int i) {
        return new RecordMetaDataIndex(i, null, ExamplesRecordReader.class);
    }

    @Override
    public Record loadFromMetaData(RecordMetaData metaData) {
        return loadFromMetaData(List.of(metaData)).get(0);
    }

    /**
     * @throws IllegalArgumentException if the records are of another reader
     */
    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> metaData) {
        List<Record> records = new ArrayList<>();
        for (RecordMetaData one : metaData) {
            if (!(one instanceof RecordMetaDataIndex index)
                    || index.getIndex() < 0
                    || index.getIndex() >= labels.length) {
                throw new IllegalArgumentException(
                        "the record " + one + " is none of these " + labels.length + " examples");
            }
            records.add(new org.datavec.api.records.impl.Record(record((int) index.getIndex()), one));
        }
        return records;
    }

    @Override
    public List<String> getLabels() {
        return classNames;
    }

    @Override
    public void reset() {
        next = 0;
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** Not supported: the examples do not come from a stream. */
    @Override
    public List<Writable> record(URI uri, DataInputStream stream) {
        throw new UnsupportedOperationException("examples of a data set do not come from a stream");
    }

    @Override
    public void close() {}

    @Override
    public void setConf(Configuration conf) {
        configuration = conf;
    }

    @Override
    public Configuration getConf() {
        return configuration;
    }

    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException("examples of a data set stay in this process");
    }
}
