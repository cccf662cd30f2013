package org.relabel4j.spark.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Spark as a run uses it: started for it, or there before.
 *
 * @param own whether it ends with this
 */
record SparkStart(JavaSparkContext context, boolean own, Thread onExit) implements AutoCloseable {
    private static final String PLUGINS = "spark.plugins";
    private static final String PLUGIN = CellsPlugin.class.getName();

    private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";
    private static final String PROCESSORS = "-XX:ActiveProcessorCount=";

    private static final Pattern LOCAL_FAILURES = Pattern.compile("local\\[.*,\\s*(\\d+)\\s*]");

    static String version() {
        return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }

    static SparkStart in(SparkContext context) {
        return new SparkStart(JavaSparkContext.fromSparkContext(context), false, new Thread());
    }

    /**
     * Starts Spark, with what {@code spark-submit} was given.
     *
     * @throws IllegalArgumentException if Spark does not take the master, or is too old
     */
    static SparkStart start(String master, String name) {
        if (!version().startsWith("4.")) {
            throw new IllegalArgumentException(
                    "this is Spark " + version() + ", expected Spark 4; set SPARK_HOME to one");
        }
        SparkConf conf = new SparkConf().setMaster(master).setAppName(name);
        String plugins = conf.get(PLUGINS, "");
        conf.set(PLUGINS, plugins.isEmpty() ? PLUGIN : plugins + "," + PLUGIN);
        // Two attempts at a cell at a time: the second one would take it over for nothing.
        conf.set("spark.speculation", "false");
        boundProcessors(conf);
        Gpus.configure(conf);
        conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", conf.get("spark.task.cpus", "1"));
        for (String variable : new String[] {"ORT_DISABLE_TELEMETRY", "RELABEL4J_BACKEND"}) {
            if (System.getenv(variable) != null) {
                conf.setIfMissing("spark.executorEnv." + variable, System.getenv(variable));
            }
        }
        if (!master.startsWith("local")) {
            // A cell that has failed is tried again on another executor; where there is none, Spark gives it back.
            conf.setIfMissing("spark.excludeOnFailure.taskAndStage.enabled", "true");
            if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
                // Enough for executors that are about to start; Spark's own two minutes are for those that it asks for.
                conf.setIfMissing("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "10s");
            }
        }
        try {
            SparkStart start = new SparkStart(new JavaSparkContext(conf), true, new Thread("spark-run-exit"));
            Runtime.getRuntime().addShutdownHook(start.onExit());
            return start;
        } catch (Exception e) { // Scala's code throws checked exceptions that it does not declare.
            throw new UncheckedIOException(new IOException(
                    problem("cannot start Spark at " + master, e).getMessage(), e));
        }
    }

    /** An executor's cores, where they are set, are all that Java, and what asks Java, uses of its machine. */
    private static void boundProcessors(SparkConf conf) {
        String cores = conf.get("spark.executor.cores", "");
        String options = conf.get(EXECUTOR_OPTIONS, "");
        if (!cores.isEmpty() && !options.contains(PROCESSORS)) {
            conf.set(EXECUTOR_OPTIONS, (options + " " + PROCESSORS + cores).strip());
        }
    }

    /** How often a cell may fail: what {@code local[N,M]} says, or {@code spark.task.maxFailures}. */
    int maxFailures() {
        if (!context.isLocal()) {
            return context.getConf().getInt("spark.task.maxFailures", 4);
        }
        Matcher given = LOCAL_FAILURES.matcher(context.master());
        return given.matches() ? Integer.parseInt(given.group(1)) : 1;
    }

    /** @throws IllegalArgumentException if cells cannot reach the driver */
    static void check(SparkConf conf) {
        if (!conf.get(PLUGINS, "").contains(PLUGIN)) {
            throw new IllegalArgumentException("Spark was started without --conf " + PLUGINS + "=" + PLUGIN);
        }
    }

    /** What Spark says in many lines, in one. */
    static IllegalStateException problem(String what, Throwable e) {
        String message = String.valueOf(e.getMessage());
        return new IllegalStateException(
                what + ": " + message.lines().findFirst().orElse(""), e);
    }

    /**
     * Whether Spark has ended by itself. Does not return if the process is ending, as at Ctrl-C, when Spark ends too: nothing has failed
     * then.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    boolean hasEnded() throws InterruptedException {
        if (onExit.getState() != Thread.State.NEW) {
            Thread.sleep(Long.MAX_VALUE);
        }
        return context.sc().isStopped();
    }

    @Override
    public void close() {
        if (own) {
            context.close();
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException e) {
                return; // The process is ending.
            }
        }
    }
}
