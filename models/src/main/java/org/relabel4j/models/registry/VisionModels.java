package org.relabel4j.models.registry;

import java.util.List;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.features.FeatureExtractor;
import org.relabel4j.models.registry.VisionOptions.LaterStart;
import org.relabel4j.models.registry.VisionOptions.TrainingMode;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.head.FrozenNetwork;
import org.relabel4j.models.vision.training.Augmentation;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.ImageCoTeachingTrainer;
import org.relabel4j.models.vision.training.ImageTrainer;
import org.relabel4j.models.vision.training.Regularisation;
import org.relabel4j.models.vision.training.WarmImageTrainer;
import org.relabel4j.models.vision.training.WarmStart;

/** The trainers that the options of residual networks make. */
final class VisionModels {
    private VisionModels() {}

    /** One line for the list of models. */
    static String summary(String model) {
        return "Residual network on images: "
                + (model.equals(ResNets.OF_FILE)
                        ? "the one that a file of weights with torchvision's names is of"
                        : ResNets.byName(model).stem() == Stem.CIFAR
                                ? "CIFAR's, as He et al. 2016, section 4.2"
                                : "as torchvision's");
    }

    /** @param model one of {@link ResNets#models} */
    static Trainer trainer(String model, Options options) {
        options.refuseIdle();
        if (options.get(VisionOptions.MODE) == TrainingMode.HEAD) {
            return HeadOptions.trainer(model, frozen(model, options), options);
        }
        VisionStart start = VisionStart.of(model, options);
        ImageTrainer cold = new ImageTrainer(
                start.network(),
                start.weights(),
                descent(options),
                regularisation(options, options.get(VisionOptions.HOLDOUT)),
                start.size());
        return options.get(VisionOptions.WARM_START) == LaterStart.NONE
                ? cold
                : new WarmImageTrainer(
                        cold,
                        new WarmStart(
                                options.get(VisionOptions.SHRINK),
                                options.get(VisionOptions.PERTURB),
                                options.get(VisionOptions.WARM_EPOCHS)));
    }

    /** Co-teaching: what goes with a frozen network, and what with a whole one. */
    interface CoTeachingParts {
        /** Trains two heads on tables of features. */
        Trainer heads();

        /**
         * What to forget of a training.
         *
         * @param epochs its length
         * @param batchSize images a batch at most
         */
        CoTeachingConfig forgetting(int epochs, int batchSize);
    }

    /** Two heads on one network with {@code mode=head}, else two networks. */
    static Trainer coTeaching(String model, Options options, CoTeachingParts coTeaching) {
        options.refuseIdle();
        if (options.get(VisionOptions.MODE) == TrainingMode.HEAD) {
            return HeadOptions.coTeaching(frozen(model, options), options, coTeaching.heads());
        }
        VisionStart start = VisionStart.of(model, options);
        options.refuse(List.of(VisionOptions.WARM_START), "with co-teaching, whose networks start cold");
        options.refuse(
                List.of(VisionOptions.HOLDOUT, VisionOptions.PATIENCE, VisionOptions.MIXUP),
                "with co-teaching, which trains to the end on single images");
        Descent descent = descent(options);
        return new ImageCoTeachingTrainer(
                start.network(),
                start.weights(),
                descent,
                regularisation(options, 0),
                coTeaching.forgetting(descent.epochs(), descent.batchSize()),
                start.size());
    }

    /** A network as something that gives features and never learns. */
    static FeatureExtractor frozen(String model, Options options) {
        VisionStart start = VisionStart.of(model, options);
        return new FrozenNetwork(start.network(), start.weights().orElseThrow(), start.size());
    }

    private static Descent descent(Options options) {
        return new Descent(
                options.get(VisionOptions.EPOCHS),
                options.get(VisionOptions.BATCH),
                options.get(VisionOptions.LR),
                options.get(VisionOptions.MOMENTUM),
                options.get(VisionOptions.WEIGHT_DECAY),
                options.get(VisionOptions.WARM_UP),
                options.get(VisionOptions.SCHEDULE));
    }

    private static Regularisation regularisation(Options options, double holdout) {
        return new Regularisation(
                new Augmentation(
                        options.get(VisionOptions.FLIP),
                        options.get(VisionOptions.CROP),
                        options.get(VisionOptions.COLOUR)),
                options.get(VisionOptions.LABEL_SMOOTHING),
                options.get(VisionOptions.MIXUP),
                options.get(HeadOptions.DROPOUT),
                holdout,
                options.get(VisionOptions.PATIENCE));
    }
}
