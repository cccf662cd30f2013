package org.relabel4j.spark.predict;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.relabel4j.core.training.FeatureTable;
import org.relabel4j.datasets.format.LabelOptions;

/** Columns of a pool as the values of a {@link FeatureTable} with the same names. */
final class NamedColumns {
    private NamedColumns() {}

    /**
     * The values of each row: an array of doubles in the table's order, NaN for a gap. A gap is null or, among categories, one of the words
     * that mean one in CSV files too.
     *
     * @throws IllegalArgumentException if a column is missing, or of another kind
     */
    static Column values(Dataset<Row> pool, FeatureTable table) {
        return array(table.columns().stream()
                .map(column -> column.numeric() ? number(pool, column) : category(pool, column))
                .toArray(Column[]::new));
    }

    private static Column number(Dataset<Row> pool, FeatureTable.Column column) {
        if (!(type(pool, column) instanceof NumericType)) {
            throw other(pool, column, "numbers");
        }
        return coalesce(named(column.name()).cast(DataTypes.DoubleType), lit(Double.NaN));
    }

    private static Column category(Dataset<Row> pool, FeatureTable.Column column) {
        DataType type = type(pool, column);
        if (!(type instanceof StringType || type instanceof IntegralType)) {
            throw other(pool, column, "text or whole numbers, the names of categories");
        }
        Column value = named(column.name()).cast(DataTypes.StringType);
        Column[] categories =
                column.categories().stream().map(name -> lit(name)).toArray(Column[]::new);
        Column place = array_position(array(categories), value);
        return when(value.isNull().or(value.isin(LabelOptions.MISSING.toArray())), Double.NaN)
                .when(place.equalTo(0), (double) categories.length)
                .otherwise(place.minus(1).cast(DataTypes.DoubleType));
    }

    private static DataType type(Dataset<Row> pool, FeatureTable.Column column) {
        check(pool, column.name());
        return pool.schema().apply(column.name()).dataType();
    }

    private static IllegalArgumentException other(Dataset<Row> pool, FeatureTable.Column column, String expected) {
        return new IllegalArgumentException("column \"" + column.name() + "\" is of type "
                + type(pool, column).simpleString() + ", expected " + expected
                + ", as in the table that the model was trained on");
    }

    /** @throws IllegalArgumentException if the pool has no such column */
    static void check(Dataset<Row> pool, String column) {
        if (!Arrays.asList(pool.columns()).contains(column)) {
            throw new IllegalArgumentException(
                    "the pool has no column \"" + column + "\"; it has " + String.join(", ", pool.columns()));
        }
    }

    /** A column by its name; one with dots is one name. */
    static Column named(String column) {
        return col("`" + column.replace("`", "``") + "`");
    }
}
