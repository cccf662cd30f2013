package org.relabel4j.labeling.project;

import java.util.LinkedHashSet;
import java.util.List;
import org.relabel4j.core.assignment.PairRule;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.datasets.format.LabelSetText;
import org.relabel4j.labeling.model.ModelChooser;

/**
 * Checks that the settings of a project go together; a complaint names the key and where it was set.
 *
 * @param values of the keys
 */
record SettingsChecks(ProjectSettings settings, Options values) {
    void check() {
        ProjectKeys.ALL.forEach(values::get);
        if (values.get(ProjectKeys.VERSION) != ProjectKeys.VERSION_NOW) {
            throw values.complaint(
                    ProjectKeys.VERSION,
                    "is " + values.get(ProjectKeys.VERSION) + ", but this program knows " + ProjectKeys.VERSION_NOW
                            + " only; use the program that made the project, or a newer one");
        }
        List<String> classes = settings.classNames();
        int fewest = settings.isMultiLabel() ? 1 : 2;
        if (classes.size() < fewest || new LinkedHashSet<>(classes).size() < classes.size() || classes.contains("")) {
            throw values.complaint(
                    ProjectKeys.CLASSES,
                    "has " + String.join(",", classes) + ", expected at least " + fewest
                            + ", each with a name of its own");
        }
        if (settings.isMultiLabel()) {
            checkSets(classes);
        }
        // Also of strategies and methods that are not in use: a slip would come to light late, or never.
        Strategies.all().forEach(info -> info.create(settings.options(info.name())));
        ConsensusMethods.all().forEach(info -> info.create(settings.options(info.name())));
        settings.strategy(1);
        settings.consensus(1);
        ModelChooser.check(settings.model(), settings.options(settings.model()));
        try {
            ProjectKeys.rates(values);
        } catch (IllegalArgumentException e) {
            throw values.complaint(ProjectKeys.RATES, e.getMessage());
        }
        checkJoint();
        new Spending(values).check(() -> settings.costs(List.of()));
    }

    private void checkJoint() {
        try {
            ProjectKeys.capacities(values);
        } catch (IllegalArgumentException e) {
            throw values.complaint(ProjectKeys.JOINT_CAPACITIES, e.getMessage());
        }
        if (values.isGiven(ProjectKeys.JOINT_CAPACITIES) && settings.jointRule().isEmpty()) {
            throw values.complaint(
                    ProjectKeys.JOINT_CAPACITIES,
                    "counts only with joint.rule, which is not set; set joint.rule=best, or leave it out");
        }
        if (settings.jointRule().filter(rule -> rule == PairRule.IE_THRESH).isPresent()) {
            throw values.complaint(
                    ProjectKeys.JOINT_RULE,
                    "is ie-thresh, which asks several people about one example, but a batch of a project asks one;"
                            + " choose per-cost, best or anybody");
        }
    }

    /** Checks that sets of classes can be written, and scored. */
    private void checkSets(List<String> classes) {
        for (String name : classes) {
            if (name.contains(LabelSetText.SEPARATOR) || name.equals(LabelSetText.UNANSWERED)) {
                throw values.complaint(
                        ProjectKeys.CLASSES,
                        "has \"" + name + "\", but with " + ProjectKeys.MULTI_LABEL.name()
                                + " " + LabelSetText.SEPARATOR + " stands between the classes of a set, and "
                                + LabelSetText.UNANSWERED + " for no answer; choose another name");
            }
        }
        try {
            settings.perClass(settings.strategy(1).create(settings.strategyOptions()));
        } catch (IllegalArgumentException e) {
            throw values.complaint(
                    ProjectKeys.STRATEGY, "is " + values.get(ProjectKeys.STRATEGY) + ": " + e.getMessage());
        }
    }
}
