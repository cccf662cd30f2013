package org.relabel4j.spark;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.sql.SparkSession;

/** Files and folders to read, on any file system that Spark has. */
public final class Inputs {
    private Inputs() {}

    /**
     * Checks that there is something to read. Spark would say so too, behind a warning with a stack trace.
     *
     * @param path a file or a folder, or a pattern with {@code *} and the like
     * @throws IllegalArgumentException if there is nothing, or no such file system
     * @throws IOException if the file system does not answer
     */
    public static void check(SparkSession session, String path) throws IOException {
        Path place = new Path(path);
        FileStatus[] found;
        try {
            found = place.getFileSystem(session.sparkContext().hadoopConfiguration())
                    .globStatus(place);
        } catch (UnsupportedFileSystemException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
        if (found == null || found.length == 0) {
            throw new IllegalArgumentException(path + ": no such file or folder");
        }
    }
}
