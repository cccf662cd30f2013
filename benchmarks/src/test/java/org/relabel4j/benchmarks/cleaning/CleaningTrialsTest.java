package org.relabel4j.benchmarks.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.FakeComponents;

class CleaningTrialsTest {
    @Test
    void letsATrialGoWhenItsLastCellHasEnded() throws Exception {
        CleaningConfig config = SmallCleaning.config("trials=2", "budget=by-noise");
        CleaningTrials trials = new CleaningTrials(config, new FakeComponents());
        CleaningTrial first = trials.get(0);
        CleaningTrial second = trials.get(1);
        int budget = trials.budget(config.grid().noise().get(0));
        List<CleaningCell> cells = CleaningCell.inOrder(config).stream()
                .filter(cell -> cell.trial() == 0)
                .toList();

        cells.subList(1, cells.size()).forEach(trials::release);
        assertSame(first, trials.get(0));

        trials.release(cells.get(0));
        assertEquals(budget, trials.budget(config.grid().noise().get(0)));
        assertNotSame(first, trials.get(0));
        assertSame(second, trials.get(1));
    }
}
