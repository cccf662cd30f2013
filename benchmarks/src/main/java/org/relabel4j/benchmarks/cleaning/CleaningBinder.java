package org.relabel4j.benchmarks.cleaning;

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
    private static final double LARGEST = 1e6;

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
                reader.integer(CleaningKey.TRIALS, 1));
        CleaningConfig.Ranking ranking = ranking();
        CleaningConfig.Effects effects = effects();
        TreeSet<String> used = new TreeSet<>(ModelNames.members(ranking.model()));
        effects.models().forEach(model -> used.addAll(ModelNames.members(model)));
        grid.selectors().stream().filter(Selectors.CO_TEACHING::equals).forEach(used::add);
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
            List<Double> values = reader.fractions(CleaningKey.NOISE_RATES);
            checkDistinct(CleaningKey.NOISE_RATES, values);
            return values.stream().map(NoiseLevel::ofRate).toList();
        }
        List<Double> values = reader.positives(CleaningKey.NOISE_TEMPERATURES);
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
                reader.real(CleaningKey.PEOPLE_NOISE_RATE, 0, 0.5),
                reader.real(CleaningKey.PEOPLE_CONCENTRATION, 0, 100),
                reader.integer(CleaningKey.PEOPLE_NEIGHBOURS, 1));
    }

    private CleaningConfig.Buying buying() {
        return new CleaningConfig.Buying(
                numberOr(CleaningKey.BUDGET, CleaningConfig.BY_NOISE),
                reader.real(CleaningKey.BUDGET_FACTOR, 0, LARGEST),
                numberOr(CleaningKey.RETRAIN, CleaningConfig.NEVER),
                reader.integer(CleaningKey.POINTS, 1));
    }

    private OptionalInt numberOr(CleaningKey key, String word) {
        return reader.text(key).equals(word) ? OptionalInt.empty() : OptionalInt.of(reader.integer(key, 1));
    }

    private CleaningConfig.Ranking ranking() {
        List<String> models = reader.names(CleaningKey.MODELS, ModelNames::members, components.models());
        if (models.size() > 1) {
            throw reader.complaint(
                    CleaningKey.MODELS,
                    "has " + models.size() + " models, expected one; " + String.join("+", models)
                            + " is their ensemble");
        }
        return new CleaningConfig.Ranking(
                models.get(0),
                reader.choice(CleaningKey.POSTERIORS, CleaningConfig.Posteriors.class),
                reader.integer(CleaningKey.FOLDS, 2),
                reader.fraction(CleaningKey.ENTROPY_THRESHOLD),
                reader.integer(CleaningKey.BALD_MEMBERS, 2),
                reader.integer(CleaningKey.NEIGHBOURS, 1));
    }

    private CleaningConfig.Effects effects() {
        if (reader.list(CleaningKey.EFFECT_MODELS).equals(List.of(CleaningConfig.NONE))) {
            return new CleaningConfig.Effects(List.of(), sizes());
        }
        return new CleaningConfig.Effects(
                reader.names(CleaningKey.EFFECT_MODELS, ModelNames::members, components.models()), sizes());
    }

    private List<Integer> sizes() {
        List<Integer> sizes = reader.integers(CleaningKey.EFFECT_SIZES, 1);
        checkDistinct(CleaningKey.EFFECT_SIZES, sizes);
        return sizes;
    }

    /** Makes every trainer once, to find wrong options and impossible combinations before anything runs. */
    private void checkParts(CleaningConfig config) {
        String model = config.ranking().model();
        List<Trainer> trainers = trainers(model, config);
        config.effects().models().forEach(other -> trainers(other, config));
        for (String selector : config.grid().selectors()) {
            if (selector.equals(Selectors.CO_TEACHING)) {
                reader.checkKnown(CleaningKey.SELECTORS, Selectors.CO_TEACHING, components.models());
                trainers(Selectors.CO_TEACHING, config);
            }
            if (Selectors.needsEmbeddings(selector) && trainers.stream().noneMatch(Trainer::hasEmbeddings)) {
                throw reader.complaint(
                        CleaningKey.SELECTORS,
                        "has " + selector + ", which needs embeddings, but the model " + model
                                + " has none; use another model, or leave the selector out");
            }
        }
    }

    private List<Trainer> trainers(String model, CleaningConfig config) {
        return reader.naming(ModelNames.members(model), () -> {
            List<Trainer> trainers = ModelNames.trainers(model, config::optionsOf, components);
            for (Trainer trainer : trainers) {
                if (trainer instanceof WarmTrainer) {
                    throw new IllegalArgumentException("option warm-start of model " + trainer.name()
                            + " has no effect in a cleaning experiment, whose models start cold; leave it out");
                }
            }
            return trainers;
        });
    }
}
