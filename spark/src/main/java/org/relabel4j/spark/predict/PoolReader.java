package org.relabel4j.spark.predict;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.FolderImages;
import org.relabel4j.datasets.image.ImageLoader;
import org.relabel4j.datasets.image.ImageProblem;

/** Makes examples, of the kind that a network takes, of the values of a column. */
final class PoolReader {
    private static final int MAX_FILE_BYTES = 256 << 20;

    private final Examples like;
    private final int column;
    private final Configuration files;
    private final Optional<ImageLoader> images;

    /**
     * @param column position of bytes of image files, of their paths, or of arrays of numbers
     * @param files how paths are opened
     */
    PoolReader(Examples like, int column, Configuration files) {
        this.like = like;
        this.column = column;
        this.files = files;
        this.images = like instanceof ImageSet set
                ? Optional.of(FolderImages.loader(set.height(), Optional.empty()))
                : Optional.empty();
    }

    /** Whether a column of that type can be read as examples of that kind. */
    static boolean reads(DataType type, Examples like) {
        return like instanceof ImageSet
                ? type.equals(DataTypes.BinaryType) || type.equals(DataTypes.StringType)
                : type.sameType(DataTypes.createArrayType(DataTypes.FloatType))
                        || type.sameType(DataTypes.createArrayType(DataTypes.DoubleType));
    }

    /** What can be read as examples of that kind: images or vectors. */
    static String expected(Examples like) {
        return like instanceof ImageSet
                ? "binary, the content of image files, or string, their paths"
                : "array<float> or array<double>";
    }

    /**
     * Reads a value: a {@code byte[]} of pixels, or a {@code float[]}.
     *
     * @throws ImageProblem if it is no example that can be used, with the reason
     */
    Object read(Row row) throws ImageProblem {
        if (row.isNullAt(column)) {
            throw new ImageProblem("has no value in column " + row.schema().fieldNames()[column]);
        }
        return images.isPresent() ? images.get().load(bytes(row.get(column))) : vector(row.getList(column));
    }

    private byte[] bytes(Object value) throws ImageProblem {
        if (value instanceof byte[] content) {
            return content;
        }
        Path path = new Path((String) value);
        try (InputStream in = path.getFileSystem(files).open(path)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES + 1);
            if (content.length > MAX_FILE_BYTES) {
                throw new ImageProblem("has more than " + MAX_FILE_BYTES + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new ImageProblem("cannot be read: " + e.getMessage());
        }
    }

    private float[] vector(List<? extends Number> numbers) throws ImageProblem {
        if (like.length() > 0 && numbers.size() != like.length()) {
            throw new ImageProblem(
                    "has " + Counted.of(numbers.size(), "number") + ", expected " + like.length() + ", as the model's");
        }
        float[] vector = new float[numbers.size()];
        for (int f = 0; f < vector.length; f++) {
            Number number = numbers.get(f);
            vector[f] = number == null ? Float.NaN : number.floatValue();
            boolean gap = like instanceof FeatureTable && Double.isNaN(vector[f]);
            if (!gap && !Float.isFinite(vector[f])) {
                throw new ImageProblem("has " + number + " in " + place(f) + ", expected finite numbers");
            }
        }
        return vector;
    }

    private String place(int f) {
        return like instanceof FeatureTable table
                ? "column \"" + table.columns().get(f).name() + "\""
                : "place " + f;
    }

    /** Examples of what was {@linkplain #read read}. */
    Examples examples(List<?> values) {
        if (like instanceof ImageSet set) {
            return new ImageSet(
                    set.height(),
                    set.width(),
                    set.channels(),
                    values.stream().map(byte[].class::cast).toArray(byte[][]::new));
        }
        int length = ((float[]) values.get(0)).length;
        float[] all = new float[Math.multiplyExact(values.size(), length)];
        for (int i = 0; i < values.size(); i++) {
            System.arraycopy(values.get(i), 0, all, i * length, length);
        }
        return like instanceof FeatureTable table
                ? FeatureTable.ofRowMajor(values.size(), table.columns(), all)
                : FeatureMatrix.ofRowMajor(values.size(), length, all);
    }
}
