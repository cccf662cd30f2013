package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.records.Record;
import org.datavec.api.writable.Writable;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.ImageSet;

class ExamplesRecordReaderTest {
    private static ExamplesRecordReader reader() {
        ImageSet images = new ImageSet(1, 2, 1, new byte[][] {{1, -1}, {3, 4}, {5, 6}});
        return new ExamplesRecordReader(images, new int[] {0, 1, 0}, List.of("cat", "dog"));
    }

    private static List<Double> numbers(List<Writable> record) {
        return record.stream().map(Writable::toDouble).toList();
    }

    @Test
    void aRecordIsTheValuesAndThenTheClass() {
        ExamplesRecordReader reader = reader();

        assertEquals(List.of(1.0, 255.0, 0.0), numbers(reader.next()));
        assertEquals(List.of(3.0, 4.0, 1.0), numbers(reader.next()));
        assertEquals(2, reader.labelIndex());
        assertEquals(List.of("cat", "dog"), reader.getLabels());
        assertTrue(reader.hasNext());
        reader.next();
        assertFalse(reader.hasNext());
        assertThrows(NoSuchElementException.class, reader::next);
        reader.reset();
        assertEquals(List.of(1.0, 255.0, 0.0), numbers(reader.next()));
    }

    @Test
    void recordsAreFoundAgain() throws IOException {
        ExamplesRecordReader reader = reader();
        reader.next();
        Record second = reader.nextRecord();

        assertEquals(
                List.of(3.0, 4.0, 1.0),
                numbers(reader.loadFromMetaData(second.getMetaData()).getRecord()));
        Record third = reader.nextRecord();
        reader.reset();
        assertEquals(
                third.getRecord(), reader.loadFromMetaData(third.getMetaData()).getRecord());
    }

    @Test
    void everyExampleHasAClass() {
        ImageSet images = new ImageSet(1, 1, 1, new byte[][] {{1}});
        assertThrows(IllegalArgumentException.class, () -> new ExamplesRecordReader(images, new int[2], List.of("a")));
    }
}
