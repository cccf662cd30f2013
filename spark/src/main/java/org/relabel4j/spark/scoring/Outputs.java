package org.relabel4j.spark.scoring;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Files on whatever system the cluster has. */
final class Outputs {
    /** Escapes a quote within quotes, as in all other CSV; Spark's own would be a backslash. */
    static final String QUOTE = "\"";

    private Outputs() {}

    /** Refuses a place that is taken, or lies in a file. */
    static void checkFree(SparkSession session, String path) throws IOException {
        Path place = new Path(path);
        FileSystem system = system(session, place);
        for (Path above = place.getParent(); above != null; above = above.getParent()) {
            if (system.exists(above)) {
                if (!system.getFileStatus(above).isDirectory()) {
                    throw new IllegalArgumentException(path + ": " + above.getName() + " is a file, expected a folder");
                }
                break;
            }
        }
        if (system.exists(place)) {
            throw new IllegalArgumentException(path + ": exists already; name another or remove it");
        }
    }

    private static FileSystem system(SparkSession session, Path place) throws IOException {
        return place.getFileSystem(session.sparkContext().hadoopConfiguration());
    }

    /** Writes a small table as one CSV file, which is there whole or not at all. */
    static void writeFile(Dataset<Row> table, String path) throws IOException {
        Path place = new Path(path);
        Path folder = new Path(place.getParent(), "." + place.getName() + "." + UUID.randomUUID() + ".parts");
        FileSystem system = system(table.sparkSession(), place);
        try {
            table.coalesce(1)
                    .write()
                    .option("header", true)
                    .option("escape", QUOTE)
                    .csv(folder.toString());
            for (FileStatus file : system.listStatus(folder)) {
                if (file.getPath().getName().startsWith("part-") && !system.rename(file.getPath(), place)) {
                    throw new IOException(path + ": cannot be written");
                }
            }
        } finally {
            system.delete(folder, true);
        }
    }
}
