package org.relabel4j.models.mlp;

import java.util.List;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.factory.Nd4j;
import org.relabel4j.models.backend.Backends;

/**
 * The ND4J engine: all networks train together, one step of each at a time.
 *
 * <p>Networks of unequal training sets have epochs of unequal length, and their last batches differ in size; each goes
 * through its own epochs, and rows without an example have a derivative of zero. All take the same number of steps, so one
 * Adam step fits all. A network whose training ends leaves, and the others go on in smaller arrays.
 */
record Nd4jFitter(MlpConfig config) implements MlpFitter {
    @Override
    public List<MlpParameters> fit(List<TrainingSet> sets) {
        return Backends.onOneThread(() -> fitTogether(sets));
    }

    @SuppressWarnings("try") // the scope is closed, not used
    private List<MlpParameters> fitTogether(List<TrainingSet> sets) {
        List<Nd4jFold> folds =
                sets.stream().map(set -> new Nd4jFold(set, config)).toList();
        // Outside any workspace that the caller has open: this class closes its arrays itself.
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            int step = 0;
            List<Nd4jFold> active = folds;
            while (!active.isEmpty()) {
                step = trainUntilOneEnds(active, step);
                active = active.stream().filter(fold -> !fold.ended()).toList();
            }
        }
        return folds.stream().map(Nd4jFold::parameters).toList();
    }

    /** Trains after some steps; returns the number of steps then done. */
    private int trainUntilOneEnds(List<Nd4jFold> folds, int stepsDone) {
        int step = stepsDone;
        try (Nd4jLockstep lockstep = new Nd4jLockstep(config, folds)) {
            do {
                step++;
                lockstep.step(step);
            } while (folds.stream().noneMatch(Nd4jFold::ended));
            lockstep.save();
        }
        return step;
    }
}
