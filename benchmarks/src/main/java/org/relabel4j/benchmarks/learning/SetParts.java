package org.relabel4j.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.experiment.ExperimentConfig;
import org.relabel4j.benchmarks.experiment.ExperimentConfig.MultiLabel;
import org.relabel4j.benchmarks.experiment.ExperimentKeys;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.multilabel.CodedConsensus;
import org.relabel4j.core.multilabel.CodedModel;
import org.relabel4j.core.multilabel.CodedStrategy;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.multilabel.PerClass;
import org.relabel4j.core.multilabel.SetCodes;
import org.relabel4j.core.multilabel.YesNoTrainer;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.simulation.AnnotatorModel;
import org.relabel4j.core.training.PoolModel;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;

/** The parts of a loop as the key {@code multi-label} has them: those of single labels, or these at work on sets. */
final class SetParts {
    private final MultiLabel mode;
    private final Combination combination;

    SetParts(ExperimentConfig config) {
        mode = config.get(ExperimentKeys.MULTI_LABEL);
        combination = new Combination(config.get(ExperimentKeys.COMBINE), Combination.PAPER.alpha());
    }

    /** Whether there are questions at all. */
    boolean areUsed() {
        return mode != MultiLabel.NO;
    }

    /** @throws IllegalArgumentException if it cannot be used with sets */
    AcquisitionStrategy strategy(AcquisitionStrategy single) {
        return mode == MultiLabel.PER_CLASS ? new CodedStrategy(PerClass.of(single, combination)) : single;
    }

    ConsensusMethod consensus(ConsensusMethod single) {
        return mode == MultiLabel.PER_CLASS ? new CodedConsensus(single, combination) : single;
    }

    /** Whoever has seen one answer alone is not sure of it. */
    List<Trainer> trainers(List<Trainer> single) {
        return areUsed() ? YesNoTrainer.all(single) : single;
    }

    PoolModel model(PoolModel single) {
        return areUsed() ? new CodedModel(single) : single;
    }

    /** @throws IllegalArgumentException if the classes are no sets, or a model goes on from its networks of the last round */
    void check(Dataset data, boolean warm) {
        if (areUsed() && !SetCodes.areNames(data.classNames())) {
            throw new IllegalArgumentException("multi-label is set, but the classes of data set " + data.name()
                    + " are no sets; choose one such as wall-robot-pairs, or leave multi-label out");
        }
        if (areUsed() && warm) {
            throw new IllegalArgumentException(
                    "multi-label does not go with a model that goes on from its networks of the"
                            + " last round; have it start anew in each");
        }
    }

    /** Annotators who err on each question by itself. */
    List<AnnotatorModel> annotators(ExperimentConfig config, Dataset data, long dataSeed, int number) {
        if (!areUsed()) {
            return new Noise(config.labels().noise(), data, dataSeed).annotators(number);
        }
        check(data, false);
        List<List<AnnotatorModel>> questions = new ArrayList<>();
        for (int k = 0; k < SetCodes.ofSets(data.classNames().size()).numClasses(); k++) {
            questions.add(new Noise(config.labels().noise(), question(data, k), Seeds.derive(dataSeed, "question", k))
                    .annotators(number));
        }
        return IntStream.range(0, number)
                .mapToObj(j -> answeringAll(
                        questions.stream().map(models -> models.get(j)).toList()))
                .toList();
    }

    private static AnnotatorModel answeringAll(List<AnnotatorModel> questions) {
        return (example, uniform) -> {
            int code = 0;
            for (int k = 0; k < questions.size(); k++) {
                // A number for each question, as random as the one that is given.
                double own = Seeds.uniform(Double.doubleToLongBits(uniform), "question", k);
                code |= questions.get(k).label(example, own) << k;
            }
            return code;
        };
    }

    /** The same examples with yes and no as classes. */
    private static Dataset question(Dataset data, int k) {
        String name = data.classNames().get(1 << k);
        return new Dataset(
                data.name(),
                data.pool(),
                SetCodes.question(data.poolLabels(), k),
                data.test(),
                SetCodes.question(data.testLabels(), k),
                List.of("no " + name, name),
                data.attribution());
    }
}
