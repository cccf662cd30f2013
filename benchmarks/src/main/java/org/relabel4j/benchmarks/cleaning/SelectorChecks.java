package org.relabel4j.benchmarks.cleaning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.ModelNames;
import org.relabel4j.benchmarks.experiment.PartChecks;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;

/** Makes every selector's strategy and model once, to find wrong options and impossible combinations before anything runs. */
final class SelectorChecks {
    private final CleaningConfig config;
    private final PartChecks checks;
    private final Components components;
    private final Selectors selectors;

    SelectorChecks(CleaningConfig config, PartChecks checks, Components components) {
        this.config = config;
        this.checks = checks;
        this.components = components;
        this.selectors = new Selectors(config, components);
    }

    /** Checks the model of all selectors that have none of their own. */
    void checkShared() {
        checks.naming(
                ModelNames.members(config.ranking().model()),
                () -> cold(new SelectorModels(config, components).shared()));
    }

    /** Refuses models that would hand something on to a next round, for here is none. */
    static List<Trainer> cold(List<Trainer> trainers) {
        for (Trainer trainer : trainers) {
            if (trainer instanceof WarmTrainer) {
                throw new IllegalArgumentException("option warm-start of model " + trainer.name()
                        + " has no effect in a cleaning experiment, whose models start cold; leave it out");
            }
        }
        return trainers;
    }

    /** Checks a selector: its options, its model, and that the one has what the other reads. */
    void check(String name) {
        if (!selectors.isStrategy(name)) {
            if (!config.optionsOf(name).isEmpty()) {
                throw complaint(name, "takes no options; leave " + name + "." + firstOption(name) + " out");
            }
            return;
        }
        if (name.equals(Selectors.SELF_SUPERVISED) && config.optionsOf(name).containsKey(Selectors.MODEL)) {
            throw complaint(name, "reads the model that self-supervised-model names; leave self-supervised.model out");
        }
        List<String> members = selectors.ownModel(name).map(ModelNames::members).orElse(List.of());
        for (String member : members) {
            if (!components.models().contains(member)) {
                throw complaint(
                        name,
                        "reads the model \"" + member + "\", which is unknown; "
                                + Suggestions.hint(member, components.models()));
            }
        }
        checkFits(name, parts(name, members));
    }

    /** Refuses two selectors that are the same strategy with the same options and model: one curve twice. */
    void checkDiffer(List<String> names) {
        Map<Map<String, String>, String> seen = new HashMap<>();
        for (String name : names) {
            if (selectors.isStrategy(name)) {
                String other = seen.putIfAbsent(selectors.resolved(name), name);
                if (other != null) {
                    throw complaint(
                            name,
                            "chooses the same as " + other
                                    + ": strategy, options and model are the same; leave one out");
                }
            }
        }
    }

    private String firstOption(String name) {
        return config.optionsOf(name).keySet().iterator().next();
    }

    private Selectors.Parts parts(String name, List<String> members) {
        List<String> owners = new ArrayList<>(members);
        owners.add(name);
        owners.add(config.optionsOf(name).getOrDefault(Selectors.STRATEGY, name));
        owners.add(config.optionsOf(SelectorModels.CO_TEACHING).getOrDefault(SelectorModels.NETWORK, name));
        try {
            return checks.naming(owners, () -> {
                Selectors.Parts parts = selectors.parts(name, 0);
                cold(parts.trainers());
                return parts;
            });
        } catch (IllegalArgumentException e) {
            // Where no option is to blame, as with one that stands for a key of the experiment.
            throw e.getMessage().equals(e.getCause().getMessage())
                    ? complaint(name, "cannot be made: " + e.getMessage())
                    : e;
        }
    }

    private void checkFits(String name, Selectors.Parts parts) {
        Needs needs = parts.needs();
        List<String> idle = selectors.setAboutModel(name);
        if (!needs.probabilities() && !needs.embeddings() && !idle.isEmpty()) {
            throw complaint(name, "reads no model; leave " + name + "." + idle.get(0) + " out");
        }
        ModelNames.lacks(needs, parts.model(), parts.trainers()).ifPresent(problem -> {
            throw complaint(name, "needs " + problem + ", or leave the selector out");
        });
        if (parts.isSameModelAgain()) {
            throw complaint(
                    name,
                    "needs models that differ, but the model " + parts.model()
                            + " is the same with every seed; if it is a network, compare passes with dropout, such as "
                            + (name.equals("bald") ? "bald-dropout" : name + ".dropout")
                            + "=0.5, or leave the selector out");
        }
        if (needs.foldPredictions()
                && parts.trainers().size() == 1
                && config.ranking().posteriors() == CleaningConfig.Posteriors.IN_SAMPLE) {
            throw complaint(
                    name,
                    "needs the predictions of fold models, of which posteriors=in-sample has none; set " + name
                            + ".members=5 if the model learns otherwise with other seeds, or leave the selector out");
        }
        if ("new".equals(parts.options().get("ask"))) {
            throw complaint(
                    name, "asks for first labels alone, but every example has one here; leave its option ask out");
        }
    }

    private IllegalArgumentException complaint(String selector, String rest) {
        return config.values().complaint(CleaningKeys.SELECTORS, "has " + selector + ", which " + rest);
    }
}
