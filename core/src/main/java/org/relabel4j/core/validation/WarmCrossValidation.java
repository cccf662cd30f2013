package org.relabel4j.core.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.core.training.WarmTrainer;

/**
 * A {@link CrossValidation} whose {@link WarmTrainer}s start each fold's classifier from the one that the same fold had in the
 * round before. Other trainers start cold, on the same folds.
 *
 * <p>An example that has got into a fold stays there. If folds were drawn anew, as a cold cross-validation does, most labels
 * that a fold leaves out would have been seen by the weights it starts from, and predictions would not be out of sample. The
 * first round is that of the cold cross-validation.
 *
 * <p>It remembers the last round, so it is for one loop and one thread. A loop that goes on after a crash needs
 * {@link #state} beside its {@code LoopState}.
 */
public final class WarmCrossValidation implements PoolModel {
    private final CrossValidation.Scheme scheme;
    private final CrossValidation cold;
    private Optional<WarmState> state;

    /**
     * @param start state after the round before; empty to begin with the first round
     */
    public WarmCrossValidation(CrossValidation.Scheme scheme, Optional<WarmState> start) {
        this.scheme = scheme;
        this.cold = new CrossValidation(scheme);
        this.state = start;
    }

    /** Where the last {@link #fit} left off; empty before the first. */
    public Optional<WarmState> state() {
        return state;
    }

    /**
     * @throws IllegalArgumentException also if the state to start from is of another pool, of other trainers or folds
     */
    @Override
    public List<MemberPredictions> fit(int[] labels, int numClasses, long seed) {
        if (state.isEmpty()) {
            return fit(labels, numClasses, seed, cold.folds(labels, numClasses, seed));
        }
        check(state.get());
        return fit(
                labels,
                numClasses,
                seed,
                StratifiedKFold.extend(
                        state.get().homes(), labels, numClasses, scheme.numFolds(), Seeds.generator(seed, "folds")));
    }

    private List<MemberPredictions> fit(int[] labels, int numClasses, long seed, int[] folds) {
        List<List<FoldMemory>> memories = new ArrayList<>();
        List<MemberPredictions> members = cold.fit(labels, numClasses, seed, folds, (member, sets) -> {
            List<FoldMemory> before =
                    state.map(last -> last.memories().get(member)).orElse(List.of());
            List<FoldMemory> after = new ArrayList<>();
            List<Classifier> classifiers = train(scheme.trainers().get(member), sets, before, after);
            memories.add(after);
            return classifiers;
        });
        state = Optional.of(new WarmState(homes(folds), memories));
        return members;
    }

    private List<Classifier> train(
            Trainer trainer, CrossValidation.FoldSets sets, List<FoldMemory> before, List<FoldMemory> after) {
        if (!(trainer instanceof WarmTrainer warm)) {
            return trainer.trainFolds(scheme.pool(), sets.rows(), sets.labels(), sets.numClasses(), sets.seeds());
        }
        List<Classifier> classifiers = new ArrayList<>();
        try {
            for (int fold = 0; fold < scheme.numFolds(); fold++) {
                WarmTrainer.Trained trained = warm.trainFrom(
                        scheme.pool(),
                        sets.rows().get(fold),
                        sets.labels().get(fold),
                        sets.numClasses(),
                        sets.seeds()[fold],
                        before.isEmpty() ? Optional.empty() : Optional.of(before.get(fold)));
                classifiers.add(trained.classifier());
                after.add(trained.memory());
            }
            return classifiers;
        } catch (RuntimeException | Error e) {
            // Nobody else knows of those that are trained already.
            classifiers.forEach(Classifier::close);
            throw e;
        }
    }

    /** An example that has lost its label keeps its home, for the networks have seen its label. */
    private int[] homes(int[] folds) {
        int[] homes = state.map(WarmState::homes).orElse(folds).clone();
        for (int i = 0; i < homes.length; i++) {
            homes[i] = folds[i] >= 0 ? folds[i] : homes[i];
        }
        return homes;
    }

    private void check(WarmState found) {
        boolean fits = found.homes().length == scheme.pool().size()
                && found.memories().size() == scheme.trainers().size();
        for (int member = 0; fits && member < scheme.trainers().size(); member++) {
            boolean warm = scheme.trainers().get(member) instanceof WarmTrainer;
            fits = found.memories().get(member).size() == (warm ? scheme.numFolds() : 0);
        }
        if (!fits) {
            throw new IllegalArgumentException("the state to start from has "
                    + found.homes().length + " examples and, trainer by trainer, "
                    + found.memories().stream().map(List::size).toList() + " memories; expected those of "
                    + scheme.pool().size() + " examples, "
                    + scheme.trainers().stream().map(Trainer::name).toList() + " and " + scheme.numFolds()
                    + " folds");
        }
    }
}
