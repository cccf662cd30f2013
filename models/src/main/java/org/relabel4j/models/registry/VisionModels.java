package org.relabel4j.models.registry;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.linear.SoftmaxTrainer;
import org.relabel4j.models.mlp.MlpConfig;
import org.relabel4j.models.mlp.MlpTrainer;
import org.relabel4j.models.registry.VisionStart.Mode;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.head.FeatureCache;
import org.relabel4j.models.vision.head.HeadTrainer;
import org.relabel4j.models.vision.training.Augmentation;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.ImageCoTeachingTrainer;
import org.relabel4j.models.vision.training.ImageTrainer;
import org.relabel4j.models.vision.training.Regularisation;
import org.relabel4j.models.vision.training.WarmImageTrainer;
import org.relabel4j.models.vision.training.WarmStart;

/** The options of residual networks in the registry, and the trainers that they make. */
final class VisionModels {
    /** No image is larger. */
    private static final int MOST_PIXELS = 1024;

    private static final String DROPOUT = "dropout";
    private static final String HEAD = "head";
    private static final String L2 = "l2";

    private static final Map<String, String> TRAINING_OPTIONS = Models.options(
            "epochs", "passes over the training set at most (scratch 30, finetune 10)",
            "batch", "images a batch at most (scratch 128, finetune 64)",
            "lr", "full step size (scratch 0.1, finetune 0.01)",
            "momentum", "Nesterov momentum (0.9)",
            "weight-decay", "penalty on the weights (scratch 0.0005, finetune 0.0001)",
            "schedule", "how the step size falls: cosine, step or constant (cosine)",
            "warm-up", "epochs over which the step size rises (1)",
            "flip", "mirror half of the images: true or false (true)",
            "crop", "pixels to move images by at most (4)",
            "colour", "strength of changes in colour, 0 to 1 (0)",
            "mixup", "a of the Beta distribution that mixes images; 0 mixes none (0)",
            "label-smoothing", "share of each label that is spread over all classes (0)",
            "holdout", "share of the training set that decides when to stop; 0 trains to the end (0.2)",
            "patience", "epochs without improvement on the held-out part (10)");

    private static final String WARM_START = "warm-start";

    /** What has an effect with a warm start only. */
    private static final Map<String, String> WARM_OPTIONS = Models.options(
            "shrink", "of a warm start: factor on the weights of the last round (0.4)",
            "perturb", "of a warm start: factor on the fresh random weights that are added (0.1)",
            "warm-epochs", "of a warm start: passes over the training set at most (epochs)");

    private static final Map<String, String> HEAD_OPTIONS = Models.options(
            HEAD,
            "of mode=head: softmax or mlp (softmax)",
            L2,
            "of mode=head: penalty on the head's weights (softmax 1, mlp 0.0001)",
            "cache",
            "of mode=head: folder for features (relabel4j/features in the user's cache)");

    private VisionModels() {}

    private enum LaterStart {
        NONE,
        SHRINK_PERTURB
    }

    private enum Head {
        SOFTMAX,
        MLP
    }

    /** The options of every residual network. */
    static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(Models.options(
                VisionStart.MODE,
                "scratch, finetune (all layers) or head (frozen network) (scratch)",
                VisionStart.WEIGHTS,
                "safetensors file to start from; for finetune and head",
                "stem",
                "imagenet, cifar or by-size; weights bring their own (by-size)",
                DROPOUT,
                "share of the embedding to leave out at random (0)"));
        options.putAll(TRAINING_OPTIONS);
        options.putAll(
                Models.options(
                        WARM_START,
                        "where later rounds start: none (as the first) or shrink-perturb (the same fold's last network) (none)"));
        options.putAll(WARM_OPTIONS);
        options.putAll(HEAD_OPTIONS);
        return options;
    }

    /** One line for the list of models. */
    static String summary(ResNet network) {
        return "Residual network on images: "
                + (network.stem() == Stem.CIFAR ? "CIFAR's, as He et al. 2016, section 4.2" : "as torchvision's");
    }

    static Trainer trainer(ResNet network, ModelOptions options) {
        Mode mode = Mode.of(options);
        if (mode == Mode.HEAD) {
            double dropout = options.number(DROPOUT, 0);
            return frozen(network, options, head(options, dropout > 0)).withDropout(dropout);
        }
        VisionStart start = VisionStart.of(network, options);
        options.refuse(HEAD_OPTIONS.keySet(), "without mode=head");
        Descent descent = descent(mode == Mode.SCRATCH ? Descent.scratch() : Descent.finetuning(), options);
        ImageTrainer cold = new ImageTrainer(
                start.network(),
                start.weights(),
                descent,
                regularisation(options, Regularisation.defaults().holdout()));
        return warm(cold, options);
    }

    private static Trainer warm(ImageTrainer cold, ModelOptions options) {
        if (options.choice(WARM_START, LaterStart.NONE) == LaterStart.NONE) {
            options.refuse(WARM_OPTIONS.keySet(), "without warm-start=shrink-perturb");
            return cold;
        }
        return new WarmImageTrainer(
                cold,
                new WarmStart(
                        options.number("shrink", WarmStart.DEFAULT_SHRINK),
                        options.number("perturb", WarmStart.DEFAULT_PERTURB),
                        options.integer("warm-epochs", cold.descent().epochs(), ModelOptions.MOST_STEPS)));
    }

    /** Co-teaching: what goes with a frozen network, and what with a whole one. */
    interface CoTeaching {
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
    static Trainer coTeaching(ResNet network, ModelOptions options, CoTeaching coTeaching) {
        Mode mode = Mode.of(options);
        if (mode == Mode.HEAD) {
            options.refuse(List.of(HEAD, L2, DROPOUT), "with co-teaching, which has heads of its own");
            Trainer heads = coTeaching.heads();
            return frozen(network, options, heads).named(heads.name());
        }
        VisionStart start = VisionStart.of(network, options);
        options.refuse(HEAD_OPTIONS.keySet(), "without mode=head");
        options.refuse(List.of(WARM_START), "with co-teaching, whose networks start cold");
        options.refuse(WARM_OPTIONS.keySet(), "with co-teaching, whose networks start cold");
        options.refuse(
                List.of("holdout", "patience", "mixup"), "with co-teaching, which trains to the end on single images");
        Descent descent = descent(mode == Mode.SCRATCH ? Descent.scratch() : Descent.finetuning(), options);
        return new ImageCoTeachingTrainer(
                start.network(),
                start.weights(),
                descent,
                regularisation(options, 0),
                coTeaching.forgetting(descent.epochs(), descent.batchSize()));
    }

    private static HeadTrainer frozen(ResNet network, ModelOptions options, Trainer head) {
        VisionStart start = VisionStart.of(network, options);
        options.refuse(TRAINING_OPTIONS.keySet(), "with mode=head");
        String why = "with mode=head, whose head is trained anew in a moment";
        options.refuse(List.of(WARM_START), why);
        options.refuse(WARM_OPTIONS.keySet(), why);
        return new HeadTrainer(start.network(), start.weights().orElseThrow(), cache(options), head);
    }

    private static Descent descent(Descent defaults, ModelOptions options) {
        int epochs = options.integer("epochs", defaults.epochs(), Integer.MAX_VALUE);
        return new Descent(
                epochs,
                options.integer("batch", defaults.batchSize(), Integer.MAX_VALUE),
                options.number("lr", defaults.learningRate()),
                options.number("momentum", defaults.momentum()),
                options.number("weight-decay", defaults.weightDecay()),
                options.integer("warm-up", Math.min(Math.max(0, epochs - 1), defaults.warmUp()), Integer.MAX_VALUE),
                options.choice("schedule", defaults.schedule()));
    }

    private static Regularisation regularisation(ModelOptions options, double holdout) {
        Regularisation defaults = Regularisation.defaults();
        Augmentation augmentation = defaults.augmentation();
        return new Regularisation(
                new Augmentation(
                        options.flag("flip", augmentation.flip()),
                        options.integer("crop", augmentation.shift(), MOST_PIXELS),
                        options.number("colour", augmentation.colour())),
                options.number("label-smoothing", defaults.labelSmoothing()),
                options.number("mixup", defaults.mixup()),
                options.number(DROPOUT, defaults.dropout()),
                options.number("holdout", holdout),
                options.integer("patience", defaults.patience(), ModelOptions.MOST_STEPS));
    }

    private static FeatureCache cache(ModelOptions options) {
        String folder = options.text("cache", "");
        return folder.isEmpty() ? FeatureCache.usual() : new FeatureCache(Path.of(folder));
    }

    private static Trainer head(ModelOptions options, boolean dropout) {
        if (options.choice(HEAD, Head.SOFTMAX) == Head.SOFTMAX) {
            // Its penalty is one on the whole training set, in which dropout has each example several times.
            return new SoftmaxTrainer(options.number(L2, 1) * (dropout ? HeadTrainer.DROPOUT_COPIES : 1));
        }
        MlpConfig defaults = MlpConfig.defaults();
        return new MlpTrainer(defaults.withL2(options.number(L2, defaults.l2())));
    }
}
