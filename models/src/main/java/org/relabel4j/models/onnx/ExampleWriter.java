package org.relabel4j.models.onnx;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.relabel4j.core.image.Pixels;
import org.relabel4j.core.image.Resizer;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.models.onnx.Preprocessing.Channels;
import org.relabel4j.models.onnx.Preprocessing.Layout;

/** Writes examples as a model's input. Not thread-safe. */
interface ExampleWriter {
    /** Writes example {@code i} from an offset on. */
    void write(int i, FloatBuffer destination, int offset);

    /** What writes such examples. */
    static ExampleWriter of(Examples examples, Signature signature, Preprocessing preprocessing) {
        if (examples instanceof ImageSet images) {
            return new OfImages(images, signature, preprocessing);
        }
        float[] row = new float[examples.length()];
        return (i, destination, offset) -> {
            examples.copyTo(i, row, 0);
            destination.put(offset, row);
        };
    }

    /** Brings images to their size, and bytes to floats by a table for each channel. */
    final class OfImages implements ExampleWriter {
        private final ImageSet images;
        private final Signature signature;
        private final boolean reversed;
        private final Resizer.Filter filter;
        private final float[][] tables;
        private final byte[] bytes;
        private final float[] values;

        OfImages(ImageSet images, Signature signature, Preprocessing preprocessing) {
            this.images = images;
            this.signature = signature;
            reversed = preprocessing.channels() == Channels.BGR;
            filter = new Resizer(signature.height(), signature.width(), preprocessing.fit(), preprocessing.crop())
                    .from(images.height(), images.width());
            tables = IntStream.range(0, signature.channels())
                    .mapToObj(preprocessing::table)
                    .toArray(float[][]::new);
            bytes = new byte[images.length()];
            values = new float[signature.length()];
        }

        @Override
        public void write(int i, FloatBuffer destination, int offset) {
            images.copyTo(i, bytes, 0);
            int channels = signature.channels();
            byte[] pixels = filter.resize(new Pixels(images.height(), images.width(), images.channels(), bytes))
                    .withChannels(channels)
                    .values();
            boolean planes = signature.layout().orElseThrow() == Layout.NCHW;
            int places = pixels.length / channels;
            for (int c = 0; c < channels; c++) {
                int source = reversed ? channels - 1 - c : c;
                int start = planes ? c * places : c;
                int step = planes ? 1 : channels;
                for (int p = 0; p < places; p++) {
                    values[start + p * step] = tables[c][pixels[p * channels + source] & 0xFF];
                }
            }
            destination.put(offset, values);
        }
    }
}
