package org.relabel4j.jobs.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.fetch.DataHome;
import org.relabel4j.datasets.fetch.FetchException;
import org.relabel4j.datasets.fetch.Fetcher;
import org.relabel4j.datasets.fetch.Source;
import org.relabel4j.datasets.fetch.Sources;
import org.relabel4j.jobs.Progress;

/** Downloads a data set or a network's published weights. Behind {@code relabel4j fetch}. */
public final class FetchJob {
    private FetchJob() {}

    /**
     * What to download.
     *
     * @param source what it is and where it comes from
     * @param folder where to put its files
     */
    public record Request(Source source, Path folder) {
        /**
         * The source of a name.
         *
         * @param folder where to put its files; where the other jobs look for them if empty
         * @throws IllegalArgumentException if there is none, in one line that names the nearest
         */
        public static Request of(String name, Optional<Path> folder) {
            Source source = named(name);
            return new Request(
                    source,
                    folder.orElseGet(() -> source.kind() == Source.Kind.DATASET
                            ? DataHome.ofDataset(source.name())
                            : DataHome.ofWeights()));
        }
    }

    private static Source named(String name) {
        boolean isElsewhere =
                !Sources.names().contains(name) && Datasets.names().contains(name);
        if (isElsewhere) {
            throw new IllegalArgumentException(
                    "the data set " + name
                            + " is not to be fetched: it is here already, yours, or behind an account; docs/DATA.md says which");
        }
        return Sources.byName(name);
    }

    /** Hears of each file, and how far it is. */
    public interface Listener extends Progress {
        /** A file is about to be downloaded. */
        void begins(Source.RemoteFile file);

        /** It is in its place. */
        void ends(Source.RemoteFile file, Fetcher.Fetched fetched);
    }

    /**
     * Downloads what is not there yet.
     *
     * @return the files, in the source's order
     * @throws FetchException if one cannot be had, is not what it should be, or cannot be written
     */
    public static List<Fetcher.Fetched> run(Request request, Listener listener) throws FetchException {
        Fetcher fetcher = new Fetcher();
        List<Fetcher.Fetched> all = new ArrayList<>();
        for (Source.RemoteFile remote : request.source().files()) {
            listener.begins(remote);
            Fetcher.Fetched fetched = fetcher.fetch(
                    remote,
                    request.folder(),
                    (file, bytes, total) -> listener.update("downloading " + file, bytes, total));
            all.add(fetched);
            listener.ends(remote, fetched);
        }
        return all;
    }
}
