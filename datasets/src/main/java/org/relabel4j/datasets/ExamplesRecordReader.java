package org.relabel4j.datasets;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.impl.collection.CollectionRecordReader;
import org.datavec.api.writable.FloatWritable;
import org.datavec.api.writable.IntWritable;
import org.datavec.api.writable.Writable;
import org.relabel4j.core.training.Examples;

/**
 * A data set's examples as DataVec records, for Deeplearning4j's own iterators: the values of an example, row-major (of an image
 * channels last, 0 to 255), and then its class as a number. Not thread-safe.
 */
public final class ExamplesRecordReader extends CollectionRecordReader {
    private static final long serialVersionUID = 1L;

    private final int labelIndex;
    private final transient List<String> classNames;

    /**
     * @param examples what to read
     * @param labels class of each; not copied
     * @param classNames name of each class
     * @throws IllegalArgumentException if there are more or fewer labels than examples
     */
    public ExamplesRecordReader(Examples examples, int[] labels, List<String> classNames) {
        super(new Records(examples, labels));
        this.labelIndex = examples.length();
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
        return labelIndex;
    }

    @Override
    public List<String> getLabels() {
        return classNames;
    }

    private void writeObject(ObjectOutputStream stream) throws NotSerializableException {
        throw new NotSerializableException("examples of a data set stay in this process");
    }

    /** Each record is made when it is read. */
    private static final class Records extends AbstractList<List<Writable>> {
        private final Examples examples;
        private final int[] labels;

        Records(Examples examples, int[] labels) {
            if (examples.size() != labels.length) {
                throw new IllegalArgumentException(
                        "labels are " + labels.length + ", expected one for each of " + examples.size() + " examples");
            }
            this.examples = examples;
            this.labels = labels;
        }

        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public List<Writable> get(int i) {
            float[] values = new float[examples.length()];
            examples.copyTo(i, values, 0);
            List<Writable> record = new ArrayList<>(values.length + 1);
            for (float value : values) {
                record.add(new FloatWritable(value));
            }
            record.add(new IntWritable(labels[i]));
            return record;
        }
    }
}
