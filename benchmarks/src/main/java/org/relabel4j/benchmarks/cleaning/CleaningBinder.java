package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.Settings;
import org.relabel4j.benchmarks.experiment.SettingsReader;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;

/** Turns settings into a {@link CleaningConfig}; every complaint names the key and where it was set. */
final class CleaningBinder {
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
        CleaningConfig.Grid grid = new CleaningConfig.Grid(
                noise(),
                reader.names(CleaningKey.SELECTORS, List::of, Selectors.names()),
                reader.integer(CleaningKey.TRIALS));
        CleaningConfig.Ranking ranking = ranking(grid.selectors());
        CleaningConfig.Effects effects = effects();
        TreeSet<String> used = new TreeSet<>(ModelNames.members(ranking.model()));
        effects.models().forEach(model -> used.addAll(ModelNames.members(model)));
        ranking.selfSupervised().ifPresent(model -> used.addAll(ModelNames.members(model)));
        if (grid.selectors().contains(Selectors.CO_TEACHING)) {
            used.add(SelectorModels.CO_TEACHING);
            coTeachingNetwork().ifPresent(used::add);
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
                options(used));
        checkParts(config);
        return config;
    }

    /** Options of the parts in use; one set on the command line for a part that is not in use is a mistake. */
    private SortedMap<String, SortedMap<String, String>> options(SortedSet<String> used) {
        SortedMap<String, SortedMap<String, String>> options = new TreeMap<>();
        settings.values().forEach((key, value) -> {
            if (CleaningKey.names().contains(key)) {
                return;
            }
            int dot = key.indexOf('.');
            String part = key.substring(0, dot);
            if (used.contains(part)) {
                options.computeIfAbsent(part, p -> new TreeMap<>())
                        .put(key.substring(dot + 1), String.join(",", value.items()));
            } else if (value.origin().equals(Settings.COMMAND_LINE)) {
                throw new IllegalArgumentException(value.origin() + ": " + key + " is set, but " + part
                        + " is not in use; in use are " + String.join(", ", used));
            }
        });
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
                selectors.contains(Selectors.SELF_SUPERVISED)
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

    /** Makes every trainer once, to find wrong options and impossible combinations before anything runs. */
    private void checkParts(CleaningConfig config) {
        SelectorModels models = new SelectorModels(config, components);
        String model = config.ranking().model();
        List<Trainer> shared = reader.naming(ModelNames.members(model), () -> cold(models.shared()));
        config.effects()
                .models()
                .forEach(other -> reader.naming(
                        ModelNames.members(other),
                        () -> cold(ModelNames.trainers(other, config::optionsOf, components))));
        for (String selector : config.grid().selectors()) {
            if (Selectors.needsEmbeddings(selector) && shared.stream().noneMatch(Trainer::hasEmbeddings)) {
                throw reader.complaint(
                        CleaningKey.SELECTORS,
                        "has " + selector + ", which needs embeddings, but the model " + model
                                + " has none; use another model, or leave the selector out");
            }
            switch (selector) {
                case Selectors.CO_TEACHING -> {
                    reader.checkKnown(CleaningKey.SELECTORS, SelectorModels.CO_TEACHING, components.models());
                    List<String> parts = new ArrayList<>(List.of(SelectorModels.CO_TEACHING));
                    coTeachingNetwork().ifPresent(parts::add);
                    reader.naming(parts, () -> models.coTeaching(0));
                }
                case Selectors.SELF_SUPERVISED ->
                    reader.naming(
                            ModelNames.members(config.ranking().selfSupervised().orElseThrow()),
                            () -> cold(models.selfSupervised()));
                case Selectors.BALD -> checkCommittee(config.ranking(), shared, models);
                default -> {
                    // Reads the shared model.
                }
            }
        }
    }

    /** Refuses models that would hand something on to a next round, for here is none. */
    private static List<Trainer> cold(List<Trainer> trainers) {
        for (Trainer trainer : trainers) {
            if (trainer instanceof WarmTrainer) {
                throw new IllegalArgumentException("option warm-start of model " + trainer.name()
                        + " has no effect in a cleaning experiment, whose models start cold; leave it out");
            }
        }
        return trainers;
    }

    private void checkCommittee(CleaningConfig.Ranking ranking, List<Trainer> shared, SelectorModels models) {
        double dropout = ranking.committee().dropout();
        if (dropout == 0 && shared.size() == 1 && !shared.get(0).usesSeed()) {
            throw reader.complaint(
                    CleaningKey.BALD_DROPOUT,
                    "is 0, but the model " + ranking.model()
                            + " is the same with every seed, so that bald has nothing to compare; set bald-dropout=0.5 if"
                            + " it is a network, or leave bald out");
        }
        if (dropout > 0 && !canHaveDropout(models)) {
            throw reader.complaint(
                    CleaningKey.BALD_DROPOUT,
                    "is " + dropout + ", but the model " + ranking.model()
                            + " cannot be trained with dropout; use a single residual network, or bald-dropout=0");
        }
    }

    private static boolean canHaveDropout(SelectorModels models) {
        try {
            List<Trainer> trainers = models.withDropout();
            return trainers.size() == 1 && trainers.get(0).hasDropout();
        } catch (IllegalArgumentException e) {
            // Without dropout the model could be made, so it is the option that it does not have.
            return false;
        }
    }
}
