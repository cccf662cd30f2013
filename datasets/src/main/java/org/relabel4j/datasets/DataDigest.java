package org.relabel4j.datasets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.files.Sha256;

/** Tells data sets apart by all that they hold: examples, true classes, class names and what people said. */
public final class DataDigest {
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

    private void add(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (numbers.length + 1));
        bytes.putInt(numbers.length);
        bytes.asIntBuffer().put(numbers);
        digest.add(bytes.array());
    }

    private void add(Examples examples) {
        digest.add(examples.size() + " " + Arrays.toString(examples.shape()));
        byte[] bytes = new byte[examples.length() * (examples instanceof ImageSet ? 1 : Float.BYTES)];
        float[] values = new float[examples.length()];
        for (int i = 0; i < examples.size(); i++) {
            if (examples instanceof ImageSet images) {
                images.copyTo(i, bytes, 0);
            } else {
                examples.copyTo(i, values, 0);
                ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
            }
            digest.add(bytes);
        }
    }

    private void add(HumanLabels labels) {
        for (int[] counts : labels.counts()) {
            add(counts);
        }
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
