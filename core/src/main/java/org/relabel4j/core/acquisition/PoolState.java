package org.relabel4j.core.acquisition;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.Embeddings;
import org.relabel4j.core.probability.MeanProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.training.MemberPredictions;

/** All that a strategy may look at: the pool after a round's training. Immutable, thread-safe. */
public final class PoolState {
    private final int round;
    private final Annotations annotations;
    private final List<MemberPredictions> members;
    private final Supplier<Consensus> inference;
    private final List<PoolState> questions;
    private Consensus consensus;

    /**
     * @param round number of the round, from 0
     * @param annotations the labels given so far
     * @param consensus the labels that the models were trained on
     * @param members predictions of each model; one for a single model, at least one
     * @throws IllegalArgumentException if there is no model, or sizes differ
     */
    public PoolState(int round, Annotations annotations, Consensus consensus, List<MemberPredictions> members) {
        this(round, annotations, () -> consensus, members);
        consensus();
    }

    /**
     * A state whose consensus is inferred, once, if a strategy asks for it.
     *
     * @param inference the labels that the models were trained on, of as many examples as the annotations
     * @throws IllegalArgumentException if there is no model, or sizes differ
     */
    public PoolState(
            int round, Annotations annotations, Supplier<Consensus> inference, List<MemberPredictions> members) {
        this(round, annotations, inference, members, List.of());
    }

    private PoolState(
            int round,
            Annotations annotations,
            Supplier<Consensus> inference,
            List<MemberPredictions> members,
            List<PoolState> questions) {
        this.questions = questions;
        this.round = round;
        this.annotations = annotations;
        this.inference = inference;
        this.members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a pool state needs the predictions of at least one model");
        }
        for (MemberPredictions member : members) {
            Probabilities p = member.pool();
            if (p.numExamples() != annotations.numExamples() || p.numClasses() != annotations.numClasses()) {
                throw new IllegalArgumentException(
                        "predictions of " + member.model() + " are (" + p.numExamples() + ", "
                                + p.numClasses() + ") but the annotations are for (" + annotations.numExamples() + ", "
                                + annotations.numClasses() + ")");
            }
        }
    }

    /**
     * The state of a pool whose examples may have several classes, each of which is a yes/no question with a state of its own.
     * All questions have the same labelled examples, annotators and embeddings: what only looks at these, such as a restriction
     * to new examples, asks this state, which is beside that the state of the first question.
     *
     * @param questions states of the same pool, at least 1; not copied, so that they may be made as they are asked for
     * @see org.relabel4j.core.multilabel.PerClass
     */
    public static PoolState of(List<PoolState> questions) {
        PoolState first = questions.get(0);
        return new PoolState(first.round, first.annotations, first::consensus, first.members, questions);
    }

    /** The states of the questions that this one is made of; only itself if there is one question. */
    public List<PoolState> questions() {
        return questions.isEmpty() ? List.of(this) : questions;
    }

    /** Number of the round, from 0. */
    public int round() {
        return round;
    }

    /** The labels given so far. */
    public Annotations annotations() {
        return annotations;
    }

    /**
     * The labels that the models were trained on.
     *
     * @throws IllegalArgumentException if they are of another number of examples
     */
    public synchronized Consensus consensus() {
        if (consensus == null) {
            consensus = inference.get();
            if (consensus.numExamples() != annotations.numExamples()) {
                throw new IllegalArgumentException("consensus is of " + consensus.numExamples() + " examples, expected "
                        + annotations.numExamples());
            }
        }
        return consensus;
    }

    /** Predictions of each model; one for a single model, at least one. */
    public List<MemberPredictions> members() {
        return members;
    }

    /** Number of examples N in the pool, labelled or not. */
    public int numExamples() {
        return annotations.numExamples();
    }

    /** Number of classes K. */
    public int numClasses() {
        return annotations.numClasses();
    }

    /** The pool probabilities of each model. */
    public List<Probabilities> predProbs() {
        return members.stream().map(MemberPredictions::pool).toList();
    }

    /** The unweighted mean of the models' pool probabilities; of a single model, its own. */
    public Probabilities meanPredProbs() {
        return MeanProbabilities.of(predProbs());
    }

    /** All examples, ascending. */
    public int[] all() {
        return where(i -> true);
    }

    /** The examples with at least one annotation, ascending. */
    public int[] labelled() {
        return where(annotations::isLabelled);
    }

    /** The examples without an annotation, ascending. */
    public int[] unlabelled() {
        return where(i -> !annotations.isLabelled(i));
    }

    private int[] where(IntPredicate condition) {
        return IntStream.range(0, numExamples()).filter(condition).toArray();
    }

    /**
     * Embeddings of the first model that has them.
     *
     * @param who wants them, for the message
     * @throws IllegalArgumentException if no model has them
     */
    public Embeddings requireEmbeddings(String who) {
        for (MemberPredictions member : members) {
            if (member.embeddings().isPresent()) {
                return member.embeddings().get();
            }
        }
        throw new IllegalArgumentException(who + " needs embeddings but none of "
                + String.join(
                        ", ", members.stream().map(MemberPredictions::model).toList())
                + " came with any; choose a model with embeddings and have them kept");
    }
}
