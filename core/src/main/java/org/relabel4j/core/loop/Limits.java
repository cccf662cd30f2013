package org.relabel4j.core.loop;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.relabel4j.core.annotation.Annotations;

/**
 * What bounds a loop beside its number of rounds: a budget, and rules that stop it early.
 *
 * <p>An example whose label would exceed the budget is left out of its batch; when one kind of label has become too dear, only
 * the other is asked for. If it is not known who answers, the dearest annotator's rate is reckoned with, so the budget is never
 * exceeded.
 *
 * @param costs what labels cost
 * @param budget what all labels bought may cost, in the unit of the costs; may be infinite
 * @param rules the first that says so stops the loop
 */
public record Limits(Costs costs, double budget, List<StoppingRule> rules) {
    private static final double ROUNDING = 1e-12;

    /**
     * @throws IllegalArgumentException if the budget does not suffice for one label
     */
    public Limits {
        rules = List.copyOf(rules);
        if (!(budget >= costs.cheapest())) {
            throw new IllegalArgumentException("budget is " + budget + " " + costs.unit() + ", which buys no label: the"
                    + " cheapest costs " + costs.cheapest());
        }
    }

    /** Prices such as 0.1 do not add up exactly; a budget must not fail for that. */
    boolean exceeds(double total) {
        return total > budget * (1 + ROUNDING);
    }

    /** No budget and no rule: the rounds alone count. */
    public static Limits none() {
        return new Limits(Costs.labels(), Double.POSITIVE_INFINITY, List.of());
    }

    /** Why to stop after these rounds, if so. */
    public Optional<String> stopReason(List<RoundSummary> rounds) {
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        double spent = rounds.get(rounds.size() - 1).spent();
        if (exceeds(spent + costs.cheapest())) {
            return Optional.of("the budget of " + budget + " " + costs.unit() + " is spent");
        }
        return rules.stream().flatMap(rule -> rule.check(rounds).stream()).findFirst();
    }

    /** Whether the budget has room for one more label of an example. */
    boolean canAfford(boolean repeat, OptionalInt annotator, double spent) {
        return !exceeds(spent + costs.price(annotator, repeat));
    }

    /** A batch without the examples for which the budget has no room after those before them. */
    int[] affordable(int[] batch, Annotations annotations, OptionalInt annotator, double spent) {
        double total = spent;
        int[] kept = new int[batch.length];
        int size = 0;
        for (int example : batch) {
            double price = costs.price(annotator, annotations.isLabelled(example));
            if (!exceeds(total + price)) {
                total += price;
                kept[size++] = example;
            }
        }
        return Arrays.copyOf(kept, size);
    }

    /** What answers cost; of several about one example, those after the first are repeats. */
    double price(LabelBatch answers, Annotations before) {
        int[] examples = answers.examples();
        int[] annotators = answers.annotators();
        BitSet labelled = new BitSet();
        double total = 0;
        for (int n = 0; n < examples.length; n++) {
            boolean repeat = before.isLabelled(examples[n]) || labelled.get(examples[n]);
            labelled.set(examples[n]);
            total += costs.price(annotators[n], repeat);
        }
        return total;
    }
}
