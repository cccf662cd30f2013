package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.cleaning.CleaningSelector;
import org.relabel4j.core.cleaning.OracleSelector;
import org.relabel4j.core.cleaning.RandomSelector;
import org.relabel4j.core.cleaning.RankingSelector;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;

/**
 * The selectors by name: acquisition strategies, asked for repeats alone, each with the model that it reads. Only the oracle,
 * which knows how people label, is none. {@code random} is a plain shuffle unless it has options.
 *
 * <p>A further name stands for a strategy, options of it and of the selector: those of {@link #ALIASES}, and those that an
 * experiment gives with {@code <name>.strategy}.
 */
final class Selectors {
    static final String ORACLE = "oracle";
    static final String RANDOM = "random";
    static final String SELF_SUPERVISED = "self-supervised";

    /** The option that names what a further name stands for. */
    static final String STRATEGY = "strategy";
    /** The option that names the model to read instead of the shared one. */
    static final String MODEL = "model";

    private static final Map<String, Alias> ALIASES = Map.of(
            "vanilla",
            (ranking, ensemble) -> cleaning(ranking),
            "co-teaching",
            (ranking, ensemble) -> cleaning(ranking, MODEL, SelectorModels.CO_TEACHING),
            SELF_SUPERVISED,
            (ranking, ensemble) ->
                    cleaning(ranking, MODEL, ranking.selfSupervised().orElseThrow()),
            "activelab",
            (ranking, ensemble) -> Map.of(STRATEGY, ensemble ? "activelab-ensemble" : "activelab"),
            "bald",
            (ranking, ensemble) -> committee(ranking.committee()),
            "graph",
            (ranking, ensemble) -> Map.of(STRATEGY, "label-diffusion"),
            "confidence",
            (ranking, ensemble) -> sampler("confidence", ranking),
            "neighbour",
            (ranking, ensemble) -> sampler("neighbour", ranking),
            "adaptive",
            (ranking, ensemble) -> sampler("adaptive", ranking));

    private final CleaningConfig config;
    private final Components components;
    private final SelectorModels models;

    /** What a name of a selector stands for: a strategy and options, by the experiment's keys. */
    private interface Alias {
        Map<String, String> options(CleaningConfig.Ranking ranking, boolean ensemble);
    }

    /**
     * A selector with the parts that it is made of.
     *
     * @param strategy chooses
     * @param model name of the model that it reads
     * @param trainers those of the model, for each seed that it is trained with
     * @param options of the strategy
     */
    record Parts(AcquisitionStrategy strategy, String model, List<Trainer> trainers, Map<String, String> options) {
        Needs needs() {
            return strategy.needs();
        }

        /** Whether the trainers are one and the same several times over, whatever their seeds. */
        boolean isSameModelAgain() {
            Trainer first = trainers.get(0);
            return trainers.size() > 1 && !first.usesSeed() && trainers.stream().allMatch(trainer -> trainer == first);
        }
    }

    /**
     * The selectors of an experiment.
     *
     * @param components makes the strategies and models
     */
    Selectors(CleaningConfig config, Components components) {
        this.config = config;
        this.components = components;
        this.models = new SelectorModels(config, components);
    }

    /** All names but those that an experiment gives itself. */
    static Collection<String> names(Components components) {
        Set<String> names = ownNames();
        names.addAll(components.strategies());
        return names;
    }

    /** The names beside those of strategies. */
    static Set<String> ownNames() {
        Set<String> names = new TreeSet<>(ALIASES.keySet());
        names.add(ORACLE);
        return names;
    }

    /**
     * The model that a selector reads; empty for the shared one.
     *
     * @param options what is set of the selector
     */
    static Optional<String> ownModel(String name, Map<String, String> options, CleaningConfig.Ranking ranking) {
        return Optional.ofNullable(withDefaults(name, options, ranking, false).get(MODEL));
    }

    /** Everything that a name stands for, by its alias and by what is set. */
    private static Map<String, String> withDefaults(
            String name, Map<String, String> options, CleaningConfig.Ranking ranking, boolean ensemble) {
        String strategy = options.getOrDefault(STRATEGY, name);
        Map<String, String> all = new HashMap<>(options);
        all.put(STRATEGY, strategy);
        if (ALIASES.containsKey(strategy)) {
            Map<String, String> defaults = ALIASES.get(strategy).options(ranking, ensemble);
            all.put(STRATEGY, defaults.get(STRATEGY));
            defaults.forEach(all::putIfAbsent);
        }
        return all;
    }

    private static Map<String, String> cleaning(CleaningConfig.Ranking ranking, String... more) {
        Map<String, String> options = new HashMap<>();
        options.put(STRATEGY, "active-label-cleaning");
        options.put("entropy-threshold", String.valueOf(ranking.entropyThreshold()));
        for (int n = 0; n < more.length; n += 2) {
            options.put(more[n], more[n + 1]);
        }
        return options;
    }

    private static Map<String, String> committee(CleaningConfig.Committee committee) {
        String members = String.valueOf(committee.members());
        return committee.dropout() > 0
                ? Map.of(
                        STRATEGY,
                        "bald",
                        "draws",
                        "dropout",
                        "passes",
                        members,
                        SelectorModels.DROPOUT.name(),
                        String.valueOf(committee.dropout()))
                : Map.of(STRATEGY, "bald", SelectorModels.MEMBERS.name(), members);
    }

    private static Map<String, String> sampler(String sampler, CleaningConfig.Ranking ranking) {
        return Map.of(STRATEGY, "darl", "sampler", sampler, "neighbours", String.valueOf(ranking.neighbours()));
    }

    /** Whether a selector is a strategy: neither the oracle nor the plain shuffle. */
    boolean isStrategy(String name) {
        return !name.equals(ORACLE) && !(name.equals(RANDOM) && set(name).isEmpty());
    }

    /** Options that are set of a selector; those under the name of a model are the model's. */
    private Map<String, String> set(String name) {
        return components.models().contains(name) ? Map.of() : config.optionsOf(name);
    }

    /** Strategy, model and options of a selector that is a strategy: the same of two selectors that choose the same. */
    Map<String, String> resolved(String name) {
        Map<String, String> options = new TreeMap<>(
                withDefaults(name, set(name), config.ranking(), models.shared().size() > 1));
        options.putIfAbsent(MODEL, config.ranking().model());
        return options;
    }

    /** Options that are set about a selector's model. */
    List<String> setAboutModel(String name) {
        return Stream.of(MODEL, SelectorModels.MEMBERS.name(), SelectorModels.DROPOUT.name())
                .filter(set(name)::containsKey)
                .toList();
    }

    /** The model that a selector reads; empty for the shared one. */
    Optional<String> ownModel(String name) {
        return ownModel(name, set(name), config.ranking());
    }

    /** The trainers of everything that the experiment's selectors read. */
    List<Trainer> trainers() {
        List<Trainer> all = new ArrayList<>(models.shared());
        config.grid().selectors().stream()
                .filter(this::isStrategy)
                .forEach(selector -> all.addAll(parts(selector, 0).trainers()));
        return all;
    }

    /**
     * What a selector that is a strategy is made of.
     *
     * @param noiseRate expected fraction of wrong labels now: what co-teaching forgets unless it is told otherwise
     * @throws IllegalArgumentException if an option is wrong
     */
    Parts parts(String name, double noiseRate) {
        Map<String, String> options =
                withDefaults(name, set(name), config.ranking(), models.shared().size() > 1);
        Optional<String> own = Optional.ofNullable(options.remove(MODEL));
        List<Trainer> trainers = models.trainers(name, own, options, noiseRate);
        AcquisitionStrategy strategy =
                components.strategy(options.remove(STRATEGY), options).strategy();
        return new Parts(strategy, own.orElse(config.ranking().model()), trainers, options);
    }

    /**
     * Makes a selector.
     *
     * @param trial the data to be cleaned
     * @param noiseRate as in {@link #parts}
     * @param fitted hears of its model whenever it has been trained: the members' names, and what they say
     */
    CleaningSelector create(
            String name,
            CleaningTrial trial,
            double noiseRate,
            BiConsumer<List<String>, List<MemberPredictions>> fitted) {
        if (name.equals(ORACLE)) {
            return new OracleSelector(trial.people());
        }
        if (!isStrategy(name)) {
            return new RandomSelector();
        }
        Parts parts = parts(name, noiseRate);
        PoolModel model = models.predicting(parts, trial.data().pool());
        List<String> names = ModelNames.names(parts.model(), parts.trainers());
        return new RankingSelector(parts.strategy(), (labels, numClasses, seed) -> {
            List<MemberPredictions> members = model.fit(labels, numClasses, seed);
            fitted.accept(names, members);
            return members;
        });
    }
}
