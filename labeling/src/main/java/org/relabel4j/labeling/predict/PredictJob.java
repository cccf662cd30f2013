package org.relabel4j.labeling.predict;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.ProbabilityCsv;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.data.DataSource;
import org.relabel4j.labeling.data.LoadedData;

/** Predicts examples with a project's model. Behind {@code relabel4j predict}. */
public final class PredictJob {
    private PredictJob() {}

    /**
     * What to predict.
     *
     * @param kind what the examples are
     * @param data the folder of the images, or the file
     * @param id of a table the column with the ids, of embeddings the file with them; empty for a table's column as in the project, and
     *     row numbers of embeddings
     * @param out CSV to write: a column {@code task} with the ids, and one with the probabilities of each class
     */
    public record Request(DataKind kind, Path data, Optional<String> id, Path out) {}

    /**
     * Predicts, and writes what came out.
     *
     * @return how many examples
     * @throws InputException if the examples cannot be read, or the file not written
     * @throws IllegalArgumentException if the model is for examples of another kind
     */
    public static int run(ProjectModels.Usable usable, Request request, Progress progress) throws InputException {
        DataSource source = usable.source();
        if (source.kind() != request.kind()) {
            throw new IllegalArgumentException("the model is for --" + Choices.written(source.kind()) + ", but --"
                    + Choices.written(request.kind()) + " is given");
        }
        Optional<String> id =
                request.id().isPresent() || source.kind() == DataKind.EMBEDDINGS ? request.id() : source.id();
        DataSource given = new DataSource(
                source.kind(),
                request.data().toAbsolutePath().normalize(), // As a project's: what is told of both is told once.
                id,
                source.ignored(),
                source.categorical(),
                source.imageSize(),
                source.cache());
        AtomicFiles.checkWritable(
                List.of(request.out()),
                Stream.concat(Stream.of(source.path()), given.files().stream()).toList());
        progress.update("reading the examples", 0, 0);
        LoadedData data = given.readLike(usable.model().like(), progress);
        progress.update("predicting " + Counted.of(data.ids().size(), "example"), 0, 0);
        Probabilities predicted = data.use(() -> usable.model().predict(data.examples()));
        ProbabilityCsv.write(
                request.out(), predicted, data.ids().asList(), usable.model().classNames());
        return data.ids().size();
    }
}
