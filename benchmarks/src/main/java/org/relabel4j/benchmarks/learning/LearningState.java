package org.relabel4j.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import org.relabel4j.benchmarks.grid.CellState;
import org.relabel4j.benchmarks.grid.ChoiceRow;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.datasets.format.CsvTable;

/**
 * What a loop has come to.
 *
 * @param loop where it stands
 * @param tables what it has measured
 */
public record LearningState(LoopState loop, Tables tables) implements CellState {
    /** The table of choices. */
    static final CsvTable<ChoiceRow> CHOICES = ChoiceRow.table("variant", "model", "strategy", "trial", "round");

    /**
     * The rows of all rounds, in order.
     *
     * @param rows a row a round
     * @param timings likewise
     * @param choices what models chose
     * @param sets a row a round where classes are sets of others, else none
     */
    public record Tables(List<RoundRow> rows, List<RoundTiming> timings, List<ChoiceRow> choices, List<SetRow> sets) {
        public Tables {
            rows = List.copyOf(rows);
            timings = List.copyOf(timings);
            choices = List.copyOf(choices);
            sets = List.copyOf(sets);
        }

        Tables and(Tables next) {
            return new Tables(
                    append(rows, next.rows),
                    append(timings, next.timings),
                    append(choices, next.choices),
                    append(sets, next.sets));
        }
    }

    /** A row a round. */
    public List<RoundRow> rows() {
        return tables.rows();
    }

    /** Likewise. */
    public List<RoundTiming> timings() {
        return tables.timings();
    }

    /** Of all rounds, in order. */
    public List<ChoiceRow> choices() {
        return tables.choices();
    }

    static LearningState start(Annotations initial) {
        return new LearningState(LoopState.start(initial), new Tables(List.of(), List.of(), List.of(), List.of()));
    }

    /**
     * The state after a round.
     *
     * @param last whether it was the last one, after which the predictions are needed no more
     */
    LearningState after(LoopState next, Tables round, boolean last) {
        LoopState kept =
                last ? new LoopState(next.round(), next.annotations(), List.of(), next.spent(), next.history()) : next;
        return new LearningState(kept, tables.and(round));
    }

    /** The row of the last round. */
    public RoundRow lastRow() {
        return rows().get(rows().size() - 1);
    }

    @Override
    public int steps() {
        return rows().size();
    }

    @Override
    public boolean ended() {
        return loop.round() > 0 && loop.lastPredProbs().isEmpty();
    }

    @Override
    public String lastStep() {
        return "round " + lastRow().round();
    }

    private static <T> List<T> append(List<T> list, List<T> items) {
        List<T> longer = new ArrayList<>(list);
        longer.addAll(items);
        return longer;
    }
}
