package org.relabel4j.labeling.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.http.ServerException;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.next.NextJob;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.round.Rounds;

/**
 * Keeps people busy: takes in what they say, and when enough has come makes the next round and asks for it. All that it knows is on
 * disk, so it can be stopped at any moment and started again.
 */
public final class LoopJob {
    private final Project project;
    private final StudioServer server;
    private final Request request;
    private final Listener listener;

    /** The round that was asked for and said to be waited for. */
    private int waitingFor = -1;

    private LoopJob(Project project, StudioServer server, Request request, Listener listener) {
        this.project = project;
        this.server = server;
        this.request = request;
        this.listener = listener;
    }

    /**
     * How to go on.
     *
     * @param every labels after which a new round is due; empty for as many as its batch has. It is due too when all of the batch have an
     *     answer
     * @param whole whether a new round is due only then
     * @param settings of the rounds, as {@code key=value}
     * @param pace how often to look
     */
    public record Request(Optional<Integer> every, boolean whole, List<String> settings, Pace pace) {
        public Request {
            settings = List.copyOf(settings);
        }
    }

    /**
     * How often to look for answers.
     *
     * @param pause between two looks
     * @param longestPause between two tries while the server cannot be asked; each pause is twice as long as the one before
     * @param patience how long to try before giving up
     */
    public record Pace(Duration pause, Duration longestPause, Duration patience) {
        /** Pauses of so many seconds; five minutes at most between tries, and giving up after a day. */
        public static Pace ofSeconds(int seconds) {
            Duration pause = Duration.ofSeconds(seconds);
            Duration longest = Duration.ofMinutes(5);
            return new Pace(pause, pause.compareTo(longest) > 0 ? pause : longest, Duration.ofDays(1));
        }
    }

    /** Hears what was done, a line each. */
    public interface Listener extends Progress {
        /** Something was done. */
        void did(String line);
    }

    /**
     * Looks once, and does what is due.
     *
     * @return whether there is anything left to ask
     * @throws ServerException if the server cannot be asked
     */
    public static boolean once(Project project, StudioServer server, Request request, Listener listener)
            throws IOException, InputException {
        return new LoopJob(project, server, request, listener).pass();
    }

    /**
     * Goes on until nobody is left to ask about anything.
     *
     * @throws ServerException if the server refuses, or could not be asked for as long as the patience lasts
     * @throws InputException if another loop runs on this project, or something cannot be read or written
     */
    public static void run(Project project, StudioServer server, Request request, Listener listener)
            throws IOException, InputException {
        Path file = project.folder().resolve("label-studio");
        OutputLock lock = OutputLock.tryAcquire(OutputLock.beside(file))
                .orElseThrow(() -> InputException.inFile(
                        project.folder(),
                        "has a loop running already",
                        "",
                        "leave that one running, or stop it first"));
        try (lock) {
            new LoopJob(project, server, request, listener).run();
        }
    }

    private void run() throws IOException, InputException {
        Duration pause = request.pace().pause();
        long lastSuccess = System.nanoTime();
        while (true) {
            try {
                if (!pass()) {
                    return;
                }
                pause = request.pace().pause();
                lastSuccess = System.nanoTime();
            } catch (ServerException e) {
                if (!e.mayPass()
                        || System.nanoTime() - lastSuccess
                                > request.pace().patience().toNanos()) {
                    throw e;
                }
                listener.did(e.getMessage() + "; trying again in " + pause.toSeconds() + " s");
                StudioHttp.sleep(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(request.pace().longestPause()) > 0
                        ? request.pace().longestPause()
                        : longer;
                continue;
            } catch (InputException e) {
                if (!e.found().equals(Project.IN_USE)) {
                    throw e;
                }
                listener.did(e.getMessage() + "; this is done by itself in " + pause.toSeconds() + " s");
            }
            StudioHttp.sleep(request.pace().pause());
        }
    }

    /** One look; tells whether there is anything left to ask. */
    private boolean pass() throws IOException, InputException {
        PullJob.Result pulled = PullJob.run(project, server, listener);
        if (!pulled.kinds().isEmpty()) {
            listener.did("pulled, " + pulled.line());
        }
        StudioLink link = StudioLink.read(project);
        Optional<Integer> last = new Rounds(project.roundsFolder()).last();
        boolean broken = last.isPresent()
                && link.asked()
                        .filter(asked -> asked.round() == last.get() && asked.done())
                        .isEmpty();
        if (broken) {
            push();
        } else if (last.isEmpty() || isDue(link)) {
            NextJob.Result next = NextJob.run(project, request.settings(), listener);
            next.facts().warnings().forEach(warning -> listener.did("note: " + warning));
            if (next.batch().isEmpty()) {
                listener.did("nobody is left to ask about any example; the loop ends");
                return false;
            }
            listener.did("made round " + next.facts().number() + " from "
                    + Counted.of(next.facts().labels(), "label") + " of "
                    + Counted.of(next.facts().annotators(), "person", "people"));
            push();
        } else if (waitingFor != last.get()) {
            waitingFor = last.get();
            listener.did("waiting for answers to round " + waitingFor);
        }
        return true;
    }

    private void push() throws IOException, InputException {
        PushJob.Result pushed = PushJob.run(project, server, listener);
        waitingFor = pushed.round();
        listener.did("pushed, " + pushed.line());
    }

    /** Whether enough has come since the round was asked for. */
    private boolean isDue(StudioLink link) throws InputException {
        StudioLink.Asked asked = link.asked().orElseThrow();
        List<LabelLog.Logged> log = project.log().entries();
        List<LabelLog.Logged> fresh = log.subList(Math.min(asked.labels(), log.size()), log.size());
        long labels = fresh.stream()
                .filter(logged -> logged.entry().kind() == LabelEntry.Kind.LABEL)
                .count();
        boolean enough = labels >= request.every().orElse(asked.tasks().size());
        return !request.whole() && enough || isDone(link, asked, fresh);
    }

    /** Whether every task of the batch has its answer, or somebody skipped it: others may never come. */
    private boolean isDone(StudioLink link, StudioLink.Asked asked, List<LabelLog.Logged> fresh) {
        Set<String> skipped = new HashSet<>();
        for (LabelLog.Logged logged : fresh) {
            if (logged.entry().kind() == LabelEntry.Kind.SKIP) {
                skipped.add(logged.entry().source().replaceFirst(", annotation.*", ""));
            }
        }
        for (int n = 0; n < asked.tasks().size(); n++) {
            StudioLink.Seen seen = link.tasks().get(asked.tasks().get(n));
            boolean answered = seen == null || seen.answered() > asked.had().get(n);
            if (!answered
                    && !skipped.contains(ServerLabels.origin(link, asked.tasks().get(n)))) {
                return false;
            }
        }
        return true;
    }
}
