package org.relabel4j.benchmarks.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.relabel4j.benchmarks.grid.RunFolder;
import org.relabel4j.benchmarks.track.TrackedRun.State;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.OutputLock;

/**
 * Shows a run in trackers while it goes on: every few seconds, on a thread of its own, each is sent what it lacks. What a tracker
 * refuses is said once and tried again.
 */
public final class Tracking implements AutoCloseable {
    private static final long INTERVAL_SECONDS = 10;

    private final Map<String, Tracker> trackers = new LinkedHashMap<>();
    private final Set<String> complained = new LinkedHashSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "tracking");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * @param targets such as {@code mlflow=http://localhost:5000}; none for no tracker
     * @param environment environment variables, for names and passwords
     * @throws IllegalArgumentException if there is no such tracker
     */
    public Tracking(List<String> targets, Map<String, String> environment) {
        targets.forEach(target -> trackers.put(target, Tracker.of(target, environment)));
    }

    /**
     * Begins, now that the run has begun.
     *
     * @param folder the run folder
     * @param problems hears in one line, once for each tracker, why it is not sent everything as yet; on another thread
     */
    public void begin(Path folder, Consumer<String> problems) {
        if (!trackers.isEmpty()) {
            thread.scheduleWithFixedDelay(
                    () -> send(folder, State.RUNNING).forEach((target, problem) -> {
                        if (complained.add(target)) {
                            problems.accept(problem);
                        }
                    }),
                    0,
                    INTERVAL_SECONDS,
                    TimeUnit.SECONDS);
        }
    }

    /**
     * Sends the rest of a run that has ended, and its files.
     *
     * @param complete whether all its cells are done
     * @return what could not be sent: targets, each with the reason
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Map<String, String> end(Path folder, boolean complete) throws InterruptedException {
        close();
        // A call that goes on has a time limit.
        thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        return send(folder, complete ? State.FINISHED : State.FAILED);
    }

    /**
     * Sends a run that nobody runs now.
     *
     * @return what could not be sent: targets, each with the reason
     * @throws IllegalArgumentException if it is being run
     * @throws InputException if it is no run folder
     */
    public Map<String, String> sendAll(Path folder) throws IOException, InputException {
        TrackedRun.read(folder, State.KILLED);
        RunFolder files = new RunFolder(folder);
        State ended = Files.exists(files.errors())
                ? State.FAILED
                : Files.exists(folder.resolve("report.html")) ? State.FINISHED : State.KILLED;
        OutputLock lock = OutputLock.tryAcquire(files.lock())
                .orElseThrow(() -> new IllegalArgumentException(
                        "run folder " + folder + " is in use by another process; wait for it"));
        try (lock) {
            return send(folder, ended);
        }
    }

    private Map<String, String> send(Path folder, State state) {
        Map<String, String> problems = new LinkedHashMap<>();
        trackers.forEach((target, tracker) -> {
            try {
                tracker.send(TrackedRun.read(folder, state));
            } catch (IOException | InputException | RuntimeException e) {
                // Whatever is wrong with a tracker, the run is not to suffer.
                problems.put(target, String.valueOf(e instanceof RuntimeException ? e : e.getMessage()));
            }
        });
        return problems;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
