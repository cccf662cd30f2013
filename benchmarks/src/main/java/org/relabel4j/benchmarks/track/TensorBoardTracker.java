package org.relabel4j.benchmarks.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.relabel4j.datasets.format.InputException;

/**
 * TensorBoard: event files under a folder, one folder a run and in it one a cell, so that the curves of several runs can be seen
 * beside each other.
 *
 * @param folder what {@code tensorboard --logdir} is given
 */
record TensorBoardTracker(Path folder) implements Tracker {
    @Override
    public void send(TrackedRun run) throws IOException {
        for (TrackedCell cell : run.cells()) {
            Path folderOfCell = folder.resolve(run.name()).resolve(cell.file());
            try {
                Files.createDirectories(folderOfCell);
            } catch (IOException e) {
                throw new IOException(InputException.unwritable(folderOfCell, e).getMessage(), e);
            }
            // By its id: a run folder of the same name elsewhere has other files.
            EventFile.append(folderOfCell.resolve("events.out.tfevents.0." + run.id()), cell.steps());
        }
    }
}
