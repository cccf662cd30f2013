package org.relabel4j.datasets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.parallel.Blocks;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.files.Sha256;

/** Tells data sets apart by all that they hold: examples, true classes, class names and what people said. */
public final class DataDigest {
    private static final int BLOCK_BYTES = 1 << 20;

    private final Sha256 digest = new Sha256();

    private DataDigest() {}

    /** The SHA-256 of some data sets, in their order; hexadecimal. */
    public static String of(List<Dataset> datasets) {
        DataDigest digest = new DataDigest();
        for (Dataset dataset : datasets) {
            digest.digest.add(dataset.name() + " " + dataset.classNames().size());
            dataset.classNames().forEach(digest.digest::add);
            digest.add(dataset.pool());
            digest.add(dataset.poolLabels());
            digest.add(dataset.test());
            digest.add(dataset.testLabels());
            dataset.humanLabels().ifPresent(digest::add);
        }
        return digest.digest.hex();
    }

    /** The SHA-256 of examples and their ids; of the SHA-256 of many blocks, so that several threads can find it. Hexadecimal. */
    public static String of(Ids ids, Examples examples) {
        Sha256 digest = new Sha256().add(ids.size() + " " + Arrays.toString(examples.shape()));
        if (examples instanceof FeatureTable table) {
            table.columns().forEach(column -> digest.add(column.toString()));
        }
        ids.asList().forEach(digest::add);
        int rows = Math.max(1, BLOCK_BYTES / Float.BYTES / examples.length());
        byte[][] blocks = new byte[(int) ((examples.size() + rows - 1L) / rows)][];
        Blocks.forEachOf(examples.size(), rows, () -> new RowBytes(examples), (block, from, to, bytes) -> {
            Sha256 part = new Sha256();
            for (int i = from; i < to; i++) {
                part.add(bytes.of(i));
            }
            blocks[block] = part.bytes();
        });
        for (byte[] block : blocks) {
            digest.add(block);
        }
        return digest.hex();
    }

    private void add(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (numbers.length + 1));
        bytes.putInt(numbers.length);
        bytes.asIntBuffer().put(numbers);
        digest.add(bytes.array());
    }

    private void add(Examples examples) {
        digest.add(examples.size() + " " + Arrays.toString(examples.shape()));
        RowBytes bytes = new RowBytes(examples);
        for (int i = 0; i < examples.size(); i++) {
            digest.add(bytes.of(i));
        }
    }

    /** The values of an example as bytes: of an image one each, else four of a float. */
    private static final class RowBytes {
        private final Examples examples;
        private final float[] values;
        private final byte[] bytes;

        RowBytes(Examples examples) {
            this.examples = examples;
            this.values = new float[examples.length()];
            this.bytes = new byte[examples.length() * (examples instanceof ImageSet ? 1 : Float.BYTES)];
        }

        byte[] of(int i) {
            if (examples instanceof ImageSet images) {
                images.copyTo(i, bytes, 0);
            } else {
                examples.copyTo(i, values, 0);
                ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
            }
            return bytes;
        }
    }

    private void add(HumanLabels labels) {
        for (int[] counts : labels.counts()) {
            add(counts);
        }
        labels.given().ifPresent(this::add);
        if (labels.annotations().isPresent()) {
            Annotations annotations = labels.annotations().get();
            for (int i = 0; i < annotations.numExamples(); i++) {
                for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                    add(new int[] {i, annotations.annotatorAt(a), annotations.labelAt(a)});
                }
            }
        }
    }
}
