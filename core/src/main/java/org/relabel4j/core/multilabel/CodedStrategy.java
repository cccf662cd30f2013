package org.relabel4j.core.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.acquisition.Needs;
import org.relabel4j.core.acquisition.PoolState;
import org.relabel4j.core.acquisition.Scores;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/**
 * Lets a strategy for pools with several questions work on a pool whose classes are the {@linkplain SetCodes codes} of sets.
 *
 * @param base for pools with several questions, such as {@link PerClass}
 */
public record CodedStrategy(AcquisitionStrategy base) implements AcquisitionStrategy {
    @Override
    public Needs needs() {
        return base.needs();
    }

    @Override
    public boolean composesBatches() {
        return base.composesBatches();
    }

    @Override
    public Scores score(PoolState state, RandomGenerator rng) {
        return base.score(questions(state), rng);
    }

    @Override
    public int[] select(PoolState state, int[] candidates, int batchSize, RandomGenerator rng) {
        return base.select(questions(state), candidates, batchSize, rng);
    }

    private static PoolState questions(PoolState state) {
        SetCodes codes = SetCodes.ofSets(state.numClasses());
        List<List<MemberPredictions>> members = new ArrayList<>();
        for (int k = 0; k < codes.numClasses(); k++) {
            members.add(new ArrayList<>());
        }
        for (MemberPredictions member : state.members()) {
            SetProbabilities pool = codes.questions(member.pool());
            List<SetProbabilities> byFold =
                    member.poolByFold().stream().map(codes::questions).toList();
            List<SetProbabilities> byPass =
                    member.poolByPass().stream().map(codes::questions).toList();
            for (int k = 0; k < codes.numClasses(); k++) {
                members.get(k)
                        .add(new MemberPredictions(
                                member.model(),
                                pool.ofClass(k),
                                List.of(),
                                ofClass(byFold, k),
                                ofClass(byPass, k),
                                member.embeddings()));
            }
        }
        List<PoolState> questions = new ArrayList<>();
        for (int k = 0; k < codes.numClasses(); k++) {
            int question = k;
            questions.add(new PoolState(
                    state.round(),
                    SetCodes.question(state.annotations(), k),
                    () -> consensus(state.consensus(), question),
                    members.get(k)));
        }
        return PoolState.of(questions);
    }

    private static List<Probabilities> ofClass(List<SetProbabilities> models, int k) {
        return models.stream().map(model -> model.ofClass(k)).toList();
    }

    /** The answers to one question, with quality and agreement of the whole sets. */
    private static Consensus consensus(Consensus sets, int k) {
        double[] agreement = new double[sets.numExamples()];
        for (int i = 0; i < agreement.length; i++) {
            agreement[i] = sets.agreement(i);
        }
        return new Consensus(SetCodes.question(sets.labels(), k), sets.qualities(), agreement);
    }
}
