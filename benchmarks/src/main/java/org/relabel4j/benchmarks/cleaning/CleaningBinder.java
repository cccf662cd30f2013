package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.PartChecks;
import org.relabel4j.benchmarks.experiment.PartOptions;
import org.relabel4j.benchmarks.experiment.Settings;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;

/** Turns settings into a {@link CleaningConfig}; every complaint names the key and where it was set. */
final class CleaningBinder {
    /** Names that tables use for something else, or measure the others by. */
    private static final Set<String> RESERVED =
            Set.of(Selectors.ORACLE, Selectors.RANDOM, CleaningCell.FIRST_LABELS, CleaningCell.TRUE_LABELS);

    private final Map<String, Given> settings;
    private final Options values;
    private final PartChecks checks;
    private final Components components;

    CleaningBinder(Settings settings, Components components, String source) {
        this.settings = settings.values();
        this.values = Options.ofFile(source, CleaningKeys.ALL, this.settings);
        this.checks = new PartChecks(values, this.settings);
        this.components = components;
    }

    CleaningConfig bind() {
        checks.version(CleaningConfig.FORMAT_VERSION);
        checks.name();
        String dataset = values.get(ExperimentKeys.DATASET);
        checks.known(ExperimentKeys.DATASET, dataset, components.datasets());
        checkNoise();
        checkSelectors();
        checkModels();
        values.toMap();
        List<String> selectors = values.get(CleaningKeys.SELECTORS);
        Options used = values;
        if (selectors.stream().map(this::strategyOf).anyMatch(Selectors.SELF_SUPERVISED::equals)) {
            checkSelfSupervised();
        } else {
            used = values.with(CleaningKeys.SELF_SUPERVISED_MODEL, Optional.empty());
        }
        PartOptions options = options(partsInUse(used), selectors);
        CleaningConfig config = new CleaningConfig(used, options);
        checkParts(config);
        return config;
    }

    private Set<String> partsInUse(Options used) {
        List<String> models = new ArrayList<>(used.get(CleaningKeys.MODELS));
        models.addAll(used.get(CleaningKeys.EFFECT_MODELS).orElse(List.of()));
        Set<String> parts = new TreeSet<>(List.of(used.get(ExperimentKeys.DATASET)));
        CleaningConfig.Ranking ranking = CleaningConfig.ranking(used);
        for (String selector : used.get(CleaningKeys.SELECTORS)) {
            parts.addAll(List.of(selector, strategyOf(selector)));
            Selectors.ownModel(selector, PartOptions.under(selector, settings), ranking)
                    .ifPresent(model -> {
                        models.add(model);
                        if (ModelNames.members(model).contains(SelectorModels.CO_TEACHING)) {
                            coTeachingNetwork().ifPresent(parts::add);
                        }
                    });
        }
        models.forEach(model -> parts.addAll(ModelNames.members(model)));
        return parts;
    }

    /** Further names of selectors are those with an option that says which strategy. */
    private void checkSelectors() {
        checks.names(CleaningKeys.SELECTORS, name -> List.of(strategyOf(name)), Selectors.names(components));
        for (String name : values.get(CleaningKeys.SELECTORS)) {
            String strategy = strategyOf(name);
            if (!strategy.equals(name) && (RESERVED.contains(name) || strategy.equals(Selectors.ORACLE))) {
                throw values.complaint(
                        CleaningKeys.SELECTORS, "has " + name + ", which cannot be another name of " + strategy);
            }
        }
    }

    /** The strategy, or the selector, that a name of a selector stands for. */
    private String strategyOf(String selector) {
        return PartOptions.under(selector, settings).getOrDefault(Selectors.STRATEGY, selector);
    }

    /**
     * Options of the parts in use; a selector by another name has those of the strategy too, unless it has others itself. One
     * set on the command line for a part that is not in use is a mistake.
     */
    private PartOptions options(Set<String> used, List<String> selectors) {
        settings.forEach((key, value) -> {
            String part = key.substring(0, Math.max(0, key.indexOf('.')));
            if (!CleaningKeys.names().contains(key)
                    && !used.contains(part)
                    && value.origin().equals(Settings.COMMAND_LINE)) {
                throw new IllegalArgumentException(value.origin() + ": " + key + " is set, but " + part
                        + " is not in use; in use are " + String.join(", ", used));
            }
        });
        Map<String, String> further = new TreeMap<>();
        selectors.stream()
                .filter(selector -> !components.models().contains(strategyOf(selector)))
                .forEach(selector -> further.put(selector, strategyOf(selector)));
        return PartOptions.of(used, settings, CleaningKeys.names(), further);
    }

    private void checkNoise() {
        boolean rates = values.get(CleaningKeys.NOISE_RATES).isPresent();
        boolean temperatures = values.get(CleaningKeys.NOISE_TEMPERATURES).isPresent();
        if (values.get(CleaningKeys.NOISE_GIVEN)) {
            if (rates || temperatures) {
                String other = (rates ? CleaningKeys.NOISE_RATES : CleaningKeys.NOISE_TEMPERATURES).name();
                throw values.complaint(
                        CleaningKeys.NOISE_GIVEN,
                        "is true, but " + other + " is set as well; leave one of them empty, such as " + other + "=");
            }
        } else if (rates == temperatures) {
            throw values.complaint(
                    CleaningKeys.NOISE_TEMPERATURES,
                    rates
                            ? "is set as well as noise.rates; leave one of them empty, such as noise.rates="
                            : "is empty and so is noise.rates; set one of them, such as noise.rates=0.15,0.30");
        }
        checkDistinct(
                CleaningKeys.NOISE_RATES, values.get(CleaningKeys.NOISE_RATES).orElse(List.of()));
        checkDistinct(
                CleaningKeys.NOISE_TEMPERATURES,
                values.get(CleaningKeys.NOISE_TEMPERATURES).orElse(List.of()));
        checkDistinct(CleaningKeys.EFFECT_SIZES, values.get(CleaningKeys.EFFECT_SIZES));
    }

    private void checkDistinct(Option<?> key, List<?> items) {
        if (items.stream().distinct().count() < items.size()) {
            throw values.complaint(key, "has a value twice; name each once");
        }
    }

    private void checkModels() {
        checks.names(CleaningKeys.MODELS, ModelNames::members, components.models());
        List<String> models = values.get(CleaningKeys.MODELS);
        if (models.size() > 1) {
            throw values.complaint(
                    CleaningKeys.MODELS,
                    "has " + models.size() + " models, expected one; " + String.join("+", models)
                            + " is their ensemble");
        }
        checks.names(
                CleaningKeys.EFFECT_MODELS,
                values.get(CleaningKeys.EFFECT_MODELS).orElse(List.of()),
                ModelNames::members,
                components.models());
    }

    private void checkSelfSupervised() {
        Optional<String> model = values.get(CleaningKeys.SELF_SUPERVISED_MODEL);
        if (model.isEmpty()) {
            throw values.complaint(
                    CleaningKeys.SELF_SUPERVISED_MODEL,
                    "is none, but the selector self-supervised is in use; name the model that it reads, or leave it out");
        }
        checks.names(
                CleaningKeys.SELF_SUPERVISED_MODEL, List.of(model.get()), ModelNames::members, components.models());
        if (values.get(CleaningKeys.MODELS).contains(model.get())) {
            throw values.complaint(
                    CleaningKeys.SELF_SUPERVISED_MODEL,
                    "is " + model.get()
                            + ", which the other selectors read, so that vanilla is the same; name another model, or"
                            + " leave the selector self-supervised out");
        }
    }

    /** The network whose options co-teaching shares, if it is known; if not, making the trainer says so. */
    private Optional<String> coTeachingNetwork() {
        return Optional.ofNullable(settings.get(SelectorModels.CO_TEACHING + "." + SelectorModels.NETWORK))
                .map(Given::text)
                .filter(components.models()::contains);
    }

    /** Makes every part once, to find wrong options and impossible combinations before anything runs. */
    private void checkParts(CleaningConfig config) {
        SelectorChecks parts = new SelectorChecks(config, checks, components);
        parts.checkShared();
        config.effects()
                .models()
                .forEach(other -> checks.naming(
                        ModelNames.members(other),
                        () -> SelectorChecks.cold(ModelNames.trainers(other, config::optionsOf, components))));
        config.grid().selectors().forEach(parts::check);
        parts.checkDiffer(config.grid().selectors());
    }
}
