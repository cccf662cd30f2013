package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.track.Tracking;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code relabel4j track}. */
@Command(
        name = "track",
        description = "Show a run that has ended in MLflow or TensorBoard; what is there already is not sent again.",
        footer = {
            "",
            "MLflow gets a run with the configuration, the tables and the report, and below it a run a loop with",
            "its metrics by round. If it asks who you are: MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME",
            "and MLFLOW_TRACKING_PASSWORD in the environment. --track of benchmark and clean does it as they run.",
            "",
            "Examples:",
            "  relabel4j track runs/wall-robot-20261120-101500 mlflow=http://localhost:5000",
            "  relabel4j track runs/wall-robot-20261120-101500 tensorboard=runs/events"
        })
final class TrackCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "A run folder, as `benchmark' or `clean' writes it.")
    private Path folder;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TRACKER", description = "mlflow=URI or tensorboard=DIR.")
    private List<String> trackers;

    @Override
    public Integer call() throws Exception {
        try (Tracking tracking = new Tracking(trackers, System.getenv())) {
            Map<String, String> problems = tracking.sendAll(folder);
            complain(console(), folder, problems);
            trackers.stream()
                    .filter(tracker -> !problems.containsKey(tracker))
                    .forEach(tracker -> console().out().println("Sent to " + tracker));
            return problems.isEmpty() ? 0 : Failures.CALLER;
        }
    }

    /** Says what was not sent, and how to send it. */
    static void complain(Console console, Path folder, Map<String, String> problems) {
        problems.forEach((tracker, problem) -> console.err()
                .println("relabel4j: " + Printable.line(problem) + "; send what is missing with: "
                        + RunPaths.call(List.of("track", folder.toString(), tracker))));
    }
}
