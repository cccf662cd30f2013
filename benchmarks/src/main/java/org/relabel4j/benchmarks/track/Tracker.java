package org.relabel4j.benchmarks.track;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where runs are shown. Used by one thread at a time. */
interface Tracker {
    /** The kinds of trackers as a call names them. */
    String KINDS = "mlflow=URI, such as mlflow=http://localhost:5000, or tensorboard=DIR";

    /**
     * Sends what the run has and the tracker lacks.
     *
     * @throws IOException if something is not sent; the next call goes on with it
     */
    void send(TrackedRun run) throws IOException;

    /**
     * The tracker that a call names.
     *
     * @param target such as {@code mlflow=http://localhost:5000}
     * @param environment environment variables, for names and passwords
     * @throws IllegalArgumentException if there is no such kind, or what follows it is nothing for it
     */
    static Tracker of(String target, Map<String, String> environment) {
        int equals = target.indexOf('=');
        String kind = equals < 0 ? target : target.substring(0, equals);
        String where = target.substring(equals + 1);
        if (equals > 0 && !where.isBlank()) {
            switch (kind) {
                case "mlflow":
                    return new MlflowTracker(new MlflowServer(where, environment));
                case "tensorboard":
                    return new TensorBoardTracker(Path.of(where));
                default:
            }
        }
        if (kind.equals("mlflow") || kind.equals("tensorboard")) {
            throw new IllegalArgumentException("tracker " + kind + " has nothing after it, expected " + KINDS);
        }
        // What follows a wrong kind may hold a password.
        throw new IllegalArgumentException("unknown tracker \"" + kind + "\", expected " + KINDS);
    }
}
