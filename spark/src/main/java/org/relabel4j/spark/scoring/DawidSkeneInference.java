package org.relabel4j.spark.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.relabel4j.core.consensus.AveragedFits;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.DawidSkene.Fits;
import org.relabel4j.core.consensus.DawidSkene.Imagined;
import org.relabel4j.core.consensus.DawidSkene.Scored;
import org.relabel4j.core.consensus.HeldOutLabels;
import org.relabel4j.core.consensus.LabelPosterior;
import org.relabel4j.spark.scoring.OwnLabels.Pack;
import org.relabel4j.spark.scoring.Piece.Part;

/** By {@link DawidSkene}: its fits, one after the other, and what they say of each part together. */
final class DawidSkeneInference implements Inference, DawidSkene.Fitter<ConfusionFit> {
    /** Of all labels' columns at a home, 32 MB: fewer homes are fewer tasks, more homes less memory each. */
    static final long VALUES_A_HOME = 1 << 22;

    private static final StructType CONFUSIONS = new StructType()
            .add("annotator", "string", false)
            .add("true", "string", false)
            .add("given", "string", false)
            .add("probability", "double", false);

    private static final int MAX_VALUES = Integer.MAX_VALUE - 8;

    private final Pool pool;
    private final long seed;
    private final JavaRDD<OwnLabels> labels;
    private final JavaRDD<Home> homes;
    private final List<ConfusionFit> fits = new ArrayList<>();
    private List<JavaPairRDD<Integer, Pack>> columns = List.of();

    /** What the posteriors of a partition follow from: the parameters of one fit or two. */
    private record Own(OwnLabels labels, List<LabelPosterior> posteriors) {
        Own with(Iterator<scala.Tuple2<Integer, Pack>> packs, double[] logFrequency) {
            LabelPosterior more = labels.confusions(labels.unpacked(packs), logFrequency, null, null);
            return new Own(
                    labels, Stream.concat(posteriors.stream(), Stream.of(more)).toList());
        }

        LabelPosterior posterior() {
            return posteriors.size() == 1
                    ? posteriors.get(0)
                    : new AveragedFits(labels.annotations(), posteriors.get(0), posteriors.get(1));
        }
    }

    private DawidSkeneInference(Pool pool, long seed, long valuesAHome) {
        this.pool = pool;
        this.seed = seed;
        int numClasses = pool.layout().numClasses();
        int numPartitions = pool.pieces().getNumPartitions();
        long bound = pool.counts().numAnnotations() * numClasses / valuesAHome + 1;
        int numHomes = (int) Math.min(bound, numPartitions);
        this.labels = pool.pieces()
                .mapPartitionsWithIndex(
                        (n, pieces) -> List.of(OwnLabels.of(n, pieces, numClasses, numHomes))
                                .iterator(),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK());
        this.homes = OwnLabels.sent(labels.mapPartitions(own -> Crowd.only(own).members()), numHomes)
                .mapPartitionsWithIndex(
                        (home, members) ->
                                List.of(Home.of(home, numClasses, members)).iterator(),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    /**
     * Fits the model.
     *
     * @param seed decides ties
     * @param valuesAHome sums that a home gets from all partitions together, about
     * @throws IllegalArgumentException if a partition's matrices are too large
     */
    static DawidSkeneInference fit(Pool pool, DawidSkene method, long seed, long valuesAHome) {
        DawidSkeneInference inference = new DawidSkeneInference(pool, seed, valuesAHome);
        boolean fitted = false;
        try {
            inference.checkSize();
            inference.keep(method.fits(pool.layout().numClasses(), inference));
            fitted = true;
        } finally {
            if (!fitted) {
                inference.forget();
            }
        }
        return inference;
    }

    private void checkSize() {
        int largest = labels.map(own -> own.columns().count()).collect().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        if ((long) largest * pool.layout().numClasses() > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "dawid-skene estimates a confusion matrix an annotator, which is too much"
                            + " for a partition with " + largest + " different answers of annotators and "
                            + pool.layout().numClasses() + " classes; use more partitions");
        }
    }

    @Override
    public ConfusionFit fit(Imagined prior, int maxIterations) {
        ConfusionFit fit = new ConfusionFit(labels, homes, prior, pool.layout().numClasses());
        fits.add(fit);
        fit.converge(maxIterations);
        return fit;
    }

    @Override
    public Scored<ConfusionFit> scored(Imagined prior, int maxIterations) {
        ConfusionFit fit = fit(prior, maxIterations);
        return new Scored<>(fit, HeldOutLabels.mean(fit.heldOut(), pool.counts().numAnnotations()));
    }

    private void keep(Fits<ConfusionFit> chosen) {
        List<ConfusionFit> kept =
                Stream.concat(Stream.of(chosen.main()), chosen.other().stream()).toList();
        fits.stream().filter(fit -> !kept.contains(fit)).forEach(ConfusionFit::close);
        fits.clear();
        fits.addAll(kept);
        columns = kept.stream().map(ConfusionFit::columns).toList();
    }

    @Override
    public Pool pool() {
        return pool;
    }

    @Override
    public <T> JavaRDD<T> map(Maker<T> maker) {
        JavaRDD<Own> all = labels.map(own -> new Own(own, List.of()));
        for (int n = 0; n < fits.size(); n++) {
            double[] logFrequency = fits.get(n).logFrequency();
            all = all.zipPartitions(
                    columns.get(n),
                    (own, packs) ->
                            List.of(Crowd.only(own).with(packs, logFrequency)).iterator());
        }
        long drawn = seed;
        return pool.pieces()
                .zipPartitions(
                        all,
                        (pieces, own) ->
                                maker.of(pieces, new Analyser(Crowd.only(own).posterior(), drawn)));
    }

    /** Analyses the parts of a partition in their order, which is that of the posteriors. */
    private static final class Analyser implements Function<Part, Analysis> {
        private final LabelPosterior posterior;
        private final long seed;
        private int next;

        Analyser(LabelPosterior posterior, long seed) {
            this.posterior = posterior;
            this.seed = seed;
        }

        @Override
        public Analysis apply(Part part) {
            int first = next;
            next += part.tasks().size();
            LabelPosterior own = (i, row) -> posterior.posterior(first + i, row);
            Consensus consensus = LabelPosterior.likeliest(part.annotations(), own, part.chance(seed));
            return new Analysis(consensus, own, a -> 0);
        }
    }

    /** Those of the fit with a prior, where there are several. */
    @Override
    public Dataset<Row> confusions() {
        return pool.session()
                .createDataFrame(
                        fits.get(0).confusions(List.copyOf(pool.layout().classNames())), CONFUSIONS);
    }

    private void forget() {
        columns.forEach(sent -> sent.rdd().cleanShuffleDependencies(false));
        fits.forEach(ConfusionFit::close);
        homes.unpersist();
        labels.unpersist();
    }

    @Override
    public void close() {
        forget();
        pool.close();
    }
}
