package org.relabel4j.core.multilabel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.training.MemberPredictions;
import org.relabel4j.core.training.PoolModel;

/**
 * Trains a model of two classes on the question of each class, a sigmoid each, where labels are the {@linkplain SetCodes codes} of
 * sets. What it predicts of sets is the product of the questions' answers.
 *
 * @param base trains on one question
 */
public record CodedModel(PoolModel base) implements PoolModel {
    @Override
    public List<MemberPredictions> fit(int[] labels, int numSets, long seed) {
        List<List<MemberPredictions>> questions = new ArrayList<>();
        for (int k = 0; k < SetCodes.ofSets(numSets).numClasses(); k++) {
            questions.add(base.fit(SetCodes.question(labels, k), 2, Seeds.derive(seed, "question", k)));
        }
        return IntStream.range(0, questions.get(0).size())
                .mapToObj(l ->
                        joint(questions.stream().map(members -> members.get(l)).toList()))
                .toList();
    }

    /** Embeddings are those of the first question's model. */
    private static MemberPredictions joint(List<MemberPredictions> questions) {
        MemberPredictions first = questions.get(0);
        return new MemberPredictions(
                first.model(),
                SetCodes.joint(questions.stream().map(MemberPredictions::pool).toList()),
                joint(
                        questions,
                        MemberPredictions::testByFold,
                        first.testByFold().size()),
                joint(
                        questions,
                        MemberPredictions::poolByFold,
                        first.poolByFold().size()),
                joint(
                        questions,
                        MemberPredictions::poolByPass,
                        first.poolByPass().size()),
                first.embeddings());
    }

    private static List<Probabilities> joint(
            List<MemberPredictions> questions,
            Function<MemberPredictions, List<Probabilities>> predictions,
            int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> SetCodes.joint(questions.stream()
                        .map(question -> predictions.apply(question).get(n))
                        .toList()))
                .toList();
    }
}
