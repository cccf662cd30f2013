package org.relabel4j.spark;

import org.apache.spark.sql.SparkSession;
import org.relabel4j.spark.grid.CellsPlugin;

/** The session of this virtual machine's tests: two threads, no web page, nothing that listens beyond this machine. */
public final class LocalSpark {
    private LocalSpark() {}

    /** The one session, which ends with the virtual machine; do not close it. A task has three attempts, where {@code local[2]} has one. */
    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2,3]")
                .appName("relabel4j tests")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.plugins", CellsPlugin.class.getName())
                .config("spark.sql.shuffle.partitions", 3)
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
                .getOrCreate();
    }
}
