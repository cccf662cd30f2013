package org.relabel4j.benchmarks.run;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LoopState;

/**
 * All that a cell needs to go on: what a checkpoint holds.
 *
 * @param state where the loop stands
 * @param rows the rows so far, as {@link RoundsCsv} writes them, one a round
 * @param timings likewise of timings.csv
 * @param batches the cell's batch file after the last round; anything beyond was written by a round that did not end
 */
record CellProgress(LoopState state, List<String> rows, List<String> timings, BatchLog.Extent batches) {
    CellProgress {
        rows = List.copyOf(rows);
        timings = List.copyOf(timings);
    }

    static CellProgress start(Annotations initial) {
        return new CellProgress(LoopState.start(initial), List.of(), List.of(), BatchLog.Extent.NONE);
    }

    CellProgress after(LoopState next, String row, String timing, BatchLog.Extent written) {
        return new CellProgress(next, append(rows, row), append(timings, timing), written);
    }

    /** This progress without the last predictions: enough for a cell that has ended. */
    CellProgress ended() {
        return new CellProgress(
                new LoopState(state.round(), state.annotations(), List.of(), state.spent(), state.history()),
                rows,
                timings,
                batches);
    }

    /** Whether this is the progress of a cell that has {@link #ended}. */
    boolean hasEnded() {
        return state.round() > 0 && state.lastPredProbs().isEmpty();
    }

    private static List<String> append(List<String> list, String item) {
        List<String> longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }
}
