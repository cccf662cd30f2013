package org.relabel4j.benchmarks.grid;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.relabel4j.benchmarks.grid.Checkpoints.Checkpoint;
import org.relabel4j.datasets.format.InputException;

/**
 * One cell's files in the run folder. The checkpoint counts: what is written before it is of no effect until it is there, and what
 * the step before handed over is deleted only then. So a kill at any moment leaves a step that can be gone on from.
 */
final class CellFiles<C extends Cell, S extends CellState> implements CellStore<S> {
    private final Experiment<C, S> experiment;
    private final Checkpoints<S> checkpoints;
    private final RunFolder folder;
    private final C cell;
    private final Optional<Checkpoint<S>> start;
    private final Consumer<Checkpoint<S>> afterStep;
    private final boolean handsOver;
    private Optional<BatchLog> batches;

    /**
     * @param start what the cell goes on from
     * @param afterStep hears of each step once it is on the disk
     */
    CellFiles(
            Experiment<C, S> experiment,
            Checkpoints<S> checkpoints,
            C cell,
            Optional<Checkpoint<S>> start,
            Consumer<Checkpoint<S>> afterStep) {
        this.experiment = experiment;
        this.checkpoints = checkpoints;
        this.folder = checkpoints.folder();
        this.cell = cell;
        this.start = start;
        this.afterStep = afterStep;
        this.handsOver = experiment.handsOver(cell);
    }

    @Override
    public Optional<S> before() {
        return start.map(Checkpoint::state);
    }

    @Override
    public Optional<Handover.Written> handover() {
        return before().filter(state -> handsOver).map(state -> folder.handover(cell, state.steps() - 1));
    }

    @Override
    public void keep(S now, String asked, Optional<Handover> next) {
        int step = now.steps() - 1;
        Checkpoint<S> checkpoint;
        try {
            if (next.isPresent()) {
                Handover.Written written = folder.handover(cell, step);
                next.get().write(written.file(), written.owner());
            }
            checkpoint = new Checkpoint<>(now, append(asked));
            checkpoints.write(cell, checkpoint);
        } catch (InputException e) {
            throw new RunStopped(e);
        }
        if (handsOver && step > 0) {
            folder.dropHandover(cell, step - 1);
        }
        afterStep.accept(checkpoint);
    }

    @Override
    public void keepPredictions(String name, FileWriter writer) {
        try {
            Path predictions = folder.predictions(cell);
            RunFolder.create(predictions);
            writer.write(predictions.resolve(name));
        } catch (InputException e) {
            throw new RunStopped(e);
        }
    }

    private BatchLog.Extent append(String asked) throws InputException {
        if (batches == null) {
            batches = open();
        }
        if (batches.isEmpty()) {
            return BatchLog.Extent.NONE;
        }
        batches.get().append(asked);
        return batches.get().extent();
    }

    private Optional<BatchLog> open() throws InputException {
        Optional<String> header = experiment.askedHeader(cell);
        return header.isEmpty()
                ? Optional.empty()
                : Optional.of(BatchLog.open(
                        folder.batches(cell),
                        header.get(),
                        start.map(Checkpoint::batches).orElse(BatchLog.Extent.NONE)));
    }
}
