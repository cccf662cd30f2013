package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.SettingsReader;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.ActiveLab;
import org.relabel4j.core.acquisition.ActiveLabelCleaning;
import org.relabel4j.core.acquisition.Bald;
import org.relabel4j.core.cleaning.CleaningSelector;
import org.relabel4j.core.cleaning.DoubtedLabels;
import org.relabel4j.core.cleaning.InSampleModel;
import org.relabel4j.core.cleaning.OracleSelector;
import org.relabel4j.core.cleaning.RandomSelector;
import org.relabel4j.core.cleaning.RankingSelector;
import org.relabel4j.core.noise.AdaptiveNoiseSampler;
import org.relabel4j.core.noise.ConfidenceNoiseSampler;
import org.relabel4j.core.noise.NeighbourNoiseSampler;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.validation.CrossValidation;

/** The selectors by name. To add one, write its strategy and a line here. */
public final class Selectors {
    static final String CO_TEACHING = "co-teaching";
    static final String SELF_SUPERVISED = "self-supervised";
    static final String BALD = "bald";
    static final String RANDOM = "random";
    static final String ORACLE = "oracle";

    private enum Kind {
        ORACLE("knows how people label: the most that a selector can hope for"),
        VANILLA("where the label contradicts a confident model: cross-entropy less entropy"),
        CO_TEACHING("the same with two networks that tell each other which labels to trust"),
        SELF_SUPERVISED("the same with a model that learnt what images look like without labels"),
        ACTIVELAB("where one more label helps most"),
        BALD("where models of different seeds, or passes with dropout, are sure of different classes"),
        CONFIDENCE("DARL: where predictions contradict the label, by class thresholds"),
        NEIGHBOUR("DARL: where the label differs from those of similar examples"),
        ADAPTIVE("DARL: whichever of the two has predicted better; before anything is relabelled, neighbour"),
        RANDOM("any example");

        private final String summary;

        Kind(String summary) {
            this.summary = summary;
        }

        String text() {
            return SettingsReader.written(this);
        }

        static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final CleaningConfig config;
    private final Components components;

    /**
     * The selectors of an experiment.
     *
     * @param components makes the models
     */
    Selectors(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return Arrays.stream(Kind.values()).map(Kind::text).toList();
    }

    /**
     * What a selector chooses, in one line.
     *
     * @param name one of {@link #names}
     */
    public static String summary(String name) {
        return Kind.of(name).summary;
    }

    static boolean needsEmbeddings(String name) {
        Kind kind = Kind.of(name);
        return kind == Kind.NEIGHBOUR || kind == Kind.ADAPTIVE;
    }

    /**
     * Makes a selector.
     *
     * @param name one of {@link #names}
     * @param trial the data to be cleaned
     * @param noiseRate expected fraction of wrong labels now: what co-teaching forgets unless it is told otherwise
     */
    CleaningSelector create(String name, CleaningTrial trial, double noiseRate) {
        Kind kind = Kind.of(name);
        if (kind == Kind.ORACLE) {
            return new OracleSelector(trial.people());
        }
        if (kind == Kind.RANDOM) {
            return new RandomSelector();
        }
        int passes = kind == Kind.BALD ? config.ranking().committee().passes() : 0;
        List<Trainer> trainers = trainers(kind, noiseRate);
        return new RankingSelector(
                strategy(kind, trainers.size()), model(trainers, trial.data().pool(), needsEmbeddings(name), passes));
    }

    private List<Trainer> trainers(Kind kind, double noiseRate) {
        SelectorModels models = new SelectorModels(config, components);
        return switch (kind) {
            case CO_TEACHING -> models.coTeaching(noiseRate);
            case SELF_SUPERVISED -> models.selfSupervised();
            case BALD -> config.ranking().committee().passes() > 0 ? models.withDropout() : repeated(models.shared());
            default -> models.shared();
        };
    }

    private AcquisitionStrategy strategy(Kind kind, int models) {
        NeighbourNoiseSampler neighbour =
                new NeighbourNoiseSampler(config.ranking().neighbours());
        return switch (kind) {
            case VANILLA, CO_TEACHING, SELF_SUPERVISED ->
                new ActiveLabelCleaning(config.ranking().entropyThreshold());
            case ACTIVELAB -> models > 1 ? ActiveLab.ensemble() : ActiveLab.single();
            case BALD -> {
                int passes = config.ranking().committee().passes();
                yield passes > 0 ? Bald.byDropout(passes) : new Bald();
            }
            case CONFIDENCE -> new DoubtedLabels(new ConfidenceNoiseSampler());
            case NEIGHBOUR -> new DoubtedLabels(neighbour);
            case ADAPTIVE -> new DoubtedLabels(new AdaptiveNoiseSampler(neighbour, new ConfidenceNoiseSampler()));
            case ORACLE, RANDOM -> throw new IllegalArgumentException(kind.text() + " has no strategy");
        };
    }

    /** Several models of other seeds each, all out of sample for the same examples. */
    private List<Trainer> repeated(List<Trainer> trainers) {
        List<Trainer> repeated = new ArrayList<>();
        trainers.forEach(trainer ->
                repeated.addAll(Collections.nCopies(config.ranking().committee().members(), trainer)));
        return repeated;
    }

    private PoolModel model(List<Trainer> trainers, Examples pool, boolean embeddings, int passes) {
        return switch (config.ranking().posteriors()) {
            case IN_SAMPLE -> new InSampleModel(trainers, pool, embeddings, passes);
            case OUT_OF_SAMPLE ->
                new CrossValidation(new CrossValidation.Settings(
                        trainers,
                        pool,
                        FeatureMatrix.ofRowMajor(0, 1, new float[0]),
                        config.ranking().folds(),
                        false,
                        embeddings,
                        passes));
        };
    }
}
