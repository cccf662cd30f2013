package org.relabel4j.benchmarks.cleaning;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.Settings;
import org.relabel4j.benchmarks.experiment.SettingsReader;

/** Turns settings into a {@link CleaningConfig}; every complaint names the key and where it was set. */
final class CleaningBinder {
    /** Names that tables use for something else, or measure the others by. */
    private static final Set<String> RESERVED =
            Set.of(Selectors.ORACLE, Selectors.RANDOM, CleaningCell.FIRST_LABELS, CleaningCell.TRUE_LABELS);

    private final Settings settings;
    private final SettingsReader reader;
    private final Components components;

    CleaningBinder(Settings settings, Components components, String source) {
        this.settings = settings;
        this.reader = new SettingsReader(settings, source);
        this.components = components;
    }

    CleaningConfig bind() {
        reader.checkVersion(CleaningKey.VERSION, CleaningConfig.FORMAT_VERSION);
        String dataset = reader.text(CleaningKey.DATASET);
        reader.checkKnown(CleaningKey.DATASET, dataset, components.datasets());
        CleaningConfig.Grid grid = new CleaningConfig.Grid(noise(), selectors(), reader.integer(CleaningKey.TRIALS));
        CleaningConfig.Ranking ranking = ranking(grid.selectors());
        CleaningConfig.Effects effects = effects();
        TreeSet<String> used = new TreeSet<>(ModelNames.members(ranking.model()));
        effects.models().forEach(model -> used.addAll(ModelNames.members(model)));
        for (String selector : grid.selectors()) {
            used.add(selector);
            used.add(strategyOf(selector));
            Selectors.ownModel(selector, optionsOf(selector), ranking).ifPresent(model -> {
                used.addAll(ModelNames.members(model));
                if (ModelNames.members(model).contains(SelectorModels.CO_TEACHING)) {
                    coTeachingNetwork().ifPresent(used::add);
                }
            });
        }
        used.add(dataset);
        CleaningConfig config = new CleaningConfig(
                reader.name(CleaningKey.NAME),
                reader.text(CleaningKey.DESCRIPTION),
                new ExperimentConfig.Data(
                        dataset, Optional.of(reader.text(CleaningKey.DATA_DIR)).filter(dir -> !dir.isEmpty())),
                grid,
                people(),
                buying(),
                ranking,
                effects,
                reader.longInteger(CleaningKey.SEED),
                options(used, grid.selectors()));
        checkParts(config);
        return config;
    }

    /** The names of selectors; further names are those with an option that says which strategy. */
    private List<String> selectors() {
        List<String> names =
                reader.names(CleaningKey.SELECTORS, name -> List.of(strategyOf(name)), Selectors.names(components));
        for (String name : names) {
            String strategy = strategyOf(name);
            if (!strategy.equals(name) && (RESERVED.contains(name) || strategy.equals(Selectors.ORACLE))) {
                throw reader.complaint(
                        CleaningKey.SELECTORS, "has " + name + ", which cannot be another name of " + strategy);
            }
        }
        return names;
    }

    /** The strategy, or the selector, that a name of a selector stands for. */
    private String strategyOf(String selector) {
        return optionsOf(selector).getOrDefault(Selectors.STRATEGY, selector);
    }

    /** What is set of a part. */
    private SortedMap<String, String> optionsOf(String part) {
        SortedMap<String, String> options = new TreeMap<>();
        settings.values().forEach((key, value) -> {
            if (key.startsWith(part + ".") && !CleaningKey.names().contains(key)) {
                options.put(key.substring(part.length() + 1), String.join(",", value.items()));
            }
        });
        return options;
    }

    /**
     * Options of the parts in use; a selector by another name has those of the strategy too, unless it has others itself. One
     * set on the command line for a part that is not in use is a mistake.
     */
    private SortedMap<String, SortedMap<String, String>> options(SortedSet<String> used, List<String> selectors) {
        settings.values().forEach((key, value) -> {
            String part = key.substring(0, Math.max(0, key.indexOf('.')));
            if (!CleaningKey.names().contains(key)
                    && !used.contains(part)
                    && value.origin().equals(Settings.COMMAND_LINE)) {
                throw new IllegalArgumentException(value.origin() + ": " + key + " is set, but " + part
                        + " is not in use; in use are " + String.join(", ", used));
            }
        });
        SortedMap<String, SortedMap<String, String>> options = new TreeMap<>();
        used.forEach(part -> options.put(part, optionsOf(part)));
        for (String selector : selectors) {
            if (!components.models().contains(strategyOf(selector))) {
                optionsOf(strategyOf(selector)).forEach(options.get(selector)::putIfAbsent);
            }
        }
        options.values().removeIf(SortedMap::isEmpty);
        return options;
    }

    private List<NoiseLevel> noise() {
        boolean rates = reader.isSet(CleaningKey.NOISE_RATES);
        boolean temperatures = reader.isSet(CleaningKey.NOISE_TEMPERATURES);
        if (rates == temperatures) {
            throw reader.complaint(
                    CleaningKey.NOISE_TEMPERATURES,
                    rates
                            ? "is set as well as noise.rates; leave one of them empty, such as noise.rates="
                            : "is empty and so is noise.rates; set one of them, such as noise.rates=0.15,0.30");
        }
        if (rates) {
            List<Double> values = reader.reals(CleaningKey.NOISE_RATES);
            checkDistinct(CleaningKey.NOISE_RATES, values);
            return values.stream().map(NoiseLevel::ofRate).toList();
        }
        List<Double> values = reader.reals(CleaningKey.NOISE_TEMPERATURES);
        checkDistinct(CleaningKey.NOISE_TEMPERATURES, values);
        return values.stream().map(NoiseLevel::ofTemperature).toList();
    }

    private void checkDistinct(CleaningKey key, List<?> values) {
        if (values.stream().distinct().count() < values.size()) {
            throw reader.complaint(key, "has a value twice; name each once");
        }
    }

    private CleaningConfig.People people() {
        String source = reader.text(CleaningKey.PEOPLE_SOURCE);
        reader.checkKnown(CleaningKey.PEOPLE_SOURCE, source, PeopleSources.names());
        return new CleaningConfig.People(
                source,
                reader.real(CleaningKey.PEOPLE_NOISE_RATE),
                reader.real(CleaningKey.PEOPLE_CONCENTRATION),
                reader.integer(CleaningKey.PEOPLE_NEIGHBOURS));
    }

    private CleaningConfig.Buying buying() {
        return new CleaningConfig.Buying(
                numberOr(CleaningKey.BUDGET, CleaningConfig.BY_NOISE),
                reader.real(CleaningKey.BUDGET_FACTOR),
                numberOr(CleaningKey.RETRAIN, CleaningConfig.NEVER),
                reader.integer(CleaningKey.POINTS));
    }

    private OptionalInt numberOr(CleaningKey key, String word) {
        return reader.text(key).equals(word) ? OptionalInt.empty() : OptionalInt.of(reader.integer(key));
    }

    private CleaningConfig.Ranking ranking(List<String> selectors) {
        List<String> models = reader.names(CleaningKey.MODELS, ModelNames::members, components.models());
        if (models.size() > 1) {
            throw reader.complaint(
                    CleaningKey.MODELS,
                    "has " + models.size() + " models, expected one; " + String.join("+", models)
                            + " is their ensemble");
        }
        return new CleaningConfig.Ranking(
                models.get(0),
                selectors.stream().map(this::strategyOf).anyMatch(Selectors.SELF_SUPERVISED::equals)
                        ? Optional.of(selfSupervised(models.get(0)))
                        : Optional.empty(),
                reader.choice(CleaningKey.POSTERIORS, CleaningConfig.Posteriors.class),
                reader.integer(CleaningKey.FOLDS),
                reader.real(CleaningKey.ENTROPY_THRESHOLD),
                new CleaningConfig.Committee(
                        reader.integer(CleaningKey.BALD_MEMBERS), reader.real(CleaningKey.BALD_DROPOUT)),
                reader.integer(CleaningKey.NEIGHBOURS));
    }

    private String selfSupervised(String shared) {
        String model = reader.text(CleaningKey.SELF_SUPERVISED_MODEL);
        if (model.equals(CleaningConfig.NONE)) {
            throw reader.complaint(
                    CleaningKey.SELF_SUPERVISED_MODEL,
                    "is none, but the selector self-supervised is in use; name the model that it reads, or leave it out");
        }
        ModelNames.members(model)
                .forEach(member -> reader.checkKnown(CleaningKey.SELF_SUPERVISED_MODEL, member, components.models()));
        if (model.equals(shared)) {
            throw reader.complaint(
                    CleaningKey.SELF_SUPERVISED_MODEL,
                    "is " + model
                            + ", which the other selectors read, so that vanilla is the same; name another model, or"
                            + " leave the selector self-supervised out");
        }
        return model;
    }

    /** The network whose options co-teaching shares, if it is known; if not, making the trainer says so. */
    private Optional<String> coTeachingNetwork() {
        return Optional.ofNullable(settings.values().get(SelectorModels.CO_TEACHING + "." + SelectorModels.NETWORK))
                .map(value -> String.join(",", value.items()))
                .filter(components.models()::contains);
    }

    private CleaningConfig.Effects effects() {
        if (reader.list(CleaningKey.EFFECT_MODELS).equals(List.of(CleaningConfig.NONE))) {
            return new CleaningConfig.Effects(List.of(), sizes());
        }
        return new CleaningConfig.Effects(
                reader.names(CleaningKey.EFFECT_MODELS, ModelNames::members, components.models()), sizes());
    }

    private List<Integer> sizes() {
        List<Integer> sizes = reader.integers(CleaningKey.EFFECT_SIZES);
        checkDistinct(CleaningKey.EFFECT_SIZES, sizes);
        return sizes;
    }

    /** Makes every part once, to find wrong options and impossible combinations before anything runs. */
    private void checkParts(CleaningConfig config) {
        SelectorChecks checks = new SelectorChecks(config, reader, components);
        checks.checkShared();
        config.effects()
                .models()
                .forEach(other -> reader.naming(
                        ModelNames.members(other),
                        () -> SelectorChecks.cold(ModelNames.trainers(other, config::optionsOf, components))));
        config.grid().selectors().forEach(checks::check);
    }
}
