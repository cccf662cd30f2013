package org.relabel4j.core.acquisition;

import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/** The state of some examples of a pool alone. */
final class Subpool {
    private final PoolState state;
    private final int[] rows;

    private Subpool(PoolState state, int[] rows) {
        this.state = state;
        this.rows = rows;
    }

    /**
     * The state in which place n is example {@code rows[n]}.
     *
     * @param rows distinct examples
     */
    static PoolState of(PoolState state, int[] rows) {
        if (state.questions().size() > 1) {
            return PoolState.of(state.questions().stream()
                    .map(question -> of(question, rows))
                    .toList());
        }
        Subpool pool = new Subpool(state, rows);
        List<MemberPredictions> members =
                state.members().stream().map(pool::member).toList();
        return new PoolState(state.round(), pool.annotations(), pool::consensus, members);
    }

    private Annotations annotations() {
        Annotations all = state.annotations();
        AnnotationsBuilder builder = Annotations.builder(rows.length, all.numAnnotators(), all.numClasses());
        for (int n = 0; n < rows.length; n++) {
            for (int a = all.rowStart(rows[n]); a < all.rowEnd(rows[n]); a++) {
                builder.add(n, all.annotatorAt(a), all.labelAt(a));
            }
        }
        return builder.build();
    }

    private Consensus consensus() {
        int[] labels = new int[rows.length];
        double[] quality = new double[rows.length];
        double[] agreement = new double[rows.length];
        for (int n = 0; n < rows.length; n++) {
            labels[n] = state.consensus().label(rows[n]);
            quality[n] = state.consensus().quality(rows[n]);
            agreement[n] = state.consensus().agreement(rows[n]);
        }
        return new Consensus(labels, quality, agreement);
    }

    private MemberPredictions member(MemberPredictions all) {
        return new MemberPredictions(
                all.model(),
                new ChosenProbabilities(all.pool(), rows),
                all.testByFold(),
                chosen(all.poolByFold()),
                chosen(all.poolByPass()),
                all.embeddings().map(this::chosen),
                all.choices());
    }

    private List<Probabilities> chosen(List<Probabilities> models) {
        return models.stream()
                .<Probabilities>map(model -> new ChosenProbabilities(model, rows))
                .toList();
    }

    private Embeddings chosen(Embeddings all) {
        int dimension = all.dimension();
        float[] values = new float[Math.multiplyExact(rows.length, dimension)];
        for (int n = 0; n < rows.length; n++) {
            all.copyRow(rows[n], values, n * dimension);
        }
        return Embeddings.ofRowMajor(rows.length, dimension, values);
    }
}
