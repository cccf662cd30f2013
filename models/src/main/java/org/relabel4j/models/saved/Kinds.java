package org.relabel4j.models.saved;

import java.util.Map;
import java.util.function.Function;
import org.relabel4j.core.training.Classifier;
import org.relabel4j.models.coteaching.CoTeachingClassifier;
import org.relabel4j.models.coteaching.TableNetwork;
import org.relabel4j.models.forest.ExtraTreesTrainer;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.mlp.MlpTrainer;
import org.relabel4j.models.neighbour.KnnTrainer;
import org.relabel4j.models.state.StateReader;
import org.relabel4j.models.table.TableClassifier;
import org.relabel4j.models.vision.ImageClassifier;
import org.relabel4j.models.vision.head.HeadTrainer;

/** The kinds of classifiers that files hold. To add one: a {@code Savable} classifier, and a line here. */
final class Kinds {
    static final Map<String, Function<StateReader, Classifier>> READERS = Map.of(
            SoftmaxTrainer.NAME, SoftmaxTrainer::read,
            MlpTrainer.NAME, MlpTrainer::read,
            ExtraTreesTrainer.NAME, ExtraTreesTrainer::read,
            KnnTrainer.NAME, KnnTrainer::read,
            CoTeachingClassifier.KIND, CoTeachingClassifier::read,
            TableNetwork.KIND, TableNetwork::read,
            TableClassifier.KIND, TableClassifier::read,
            SameAnswer.KIND, SameAnswer::read,
            HeadTrainer.KIND, HeadTrainer::read,
            ImageClassifier.KIND, ImageClassifier::read);

    private Kinds() {}
}
