package org.relabel4j.spark.grid;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Carries messages from tasks to the run at the driver, by the connection that Spark has, with its authentication and encryption.
 *
 * <p>Spark makes the two ends by itself, from the setting {@code spark.plugins}; that they find the run, and tasks them, is what the
 * static fields are for.
 */
public final class CellsPlugin implements SparkPlugin {
    /** At the driver: by session. */
    private static final Map<String, DriverCells<?, ?>> RUNS = new ConcurrentHashMap<>();

    /** At an executor. */
    private static volatile PluginContext context;

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Object receive(Object message) throws ClassNotFoundException {
                return Message.bytes(answer(Message.read((byte[]) message, Message.class)));
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext own, Map<String, String> extraConf) {
                context = own;
            }
        };
    }

    private static Message.Answer answer(Message message) {
        DriverCells<?, ?> cells = RUNS.get(message.from().session());
        // A task that has not heard yet that the run is over.
        return cells == null ? Message.Answer.of(Message.Verdict.STOP) : cells.answer(message.from(), message.what());
    }

    static void add(String session, DriverCells<?, ?> cells) {
        RUNS.put(session, cells);
    }

    static void remove(String session) {
        RUNS.remove(session);
    }

    /** At an executor: asks the driver, and waits for the answer. */
    static Message.Answer ask(Serializable message) throws Exception {
        if (context == null) {
            throw new IllegalStateException(
                    "Spark was started without --conf spark.plugins=" + CellsPlugin.class.getName());
        }
        return Message.read((byte[]) context.ask(Message.bytes(message)), Message.Answer.class);
    }
}
