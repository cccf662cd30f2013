package org.relabel4j.models.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.training.Descent;
import org.relabel4j.models.vision.training.LearningRateSchedule;
import org.relabel4j.models.vision.training.Regularisation;
import org.relabel4j.models.vision.training.WarmStart;

/** The options of every residual network. */
final class VisionOptions {
    private static final Descent FIRST = Descent.scratch();
    private static final Descent FINE = Descent.finetuning();
    private static final Regularisation USUAL = Regularisation.defaults();

    /** Which layers are trained, and from what. */
    enum TrainingMode {
        SCRATCH,
        FINETUNE,
        HEAD
    }

    /** Where the networks of later rounds start. */
    enum LaterStart {
        NONE,
        SHRINK_PERTURB
    }

    private static final Option<TrainingMode> MODE_GIVEN = Option.choice(
            "mode",
            TrainingMode.class,
            "what is trained",
            Map.of(TrainingMode.FINETUNE, "all layers", TrainingMode.HEAD, "frozen network"));
    static final Option<TrainingMode> MODE = MODE_GIVEN.withDefault(TrainingMode.SCRATCH);

    /** Without weights there is no network. */
    private static final Option<TrainingMode> MODE_OF_FILE = MODE_GIVEN.withDefault(TrainingMode.HEAD);

    private static final List<TrainingMode> WHOLE = List.of(TrainingMode.SCRATCH, TrainingMode.FINETUNE);

    static final Option<String> WEIGHTS = Option.path(
                    "weights", "safetensors file to start from; for finetune and head")
            .withDefault("")
            .onlyWith(MODE, List.of(TrainingMode.FINETUNE, TrainingMode.HEAD));
    static final Option<Stem> STEM = Option.choice("stem", Stem.class, "first layers; weights bring their own")
            .withDefault(Stem.BY_SIZE);
    static final Option<Optional<Integer>> SIZE = Option.integer(
                    "size", 1, InputSize.MOST_PIXELS, "pixels of a side that images are brought to before the network")
            .optional()
            .withDefault("as they are", options -> Optional.empty());

    static final Option<Integer> EPOCHS = Option.integer(
                    "epochs", 1, OptionLimits.STEPS, "passes over the training set at most")
            .withDefault(MODE, Map.of(TrainingMode.SCRATCH, FIRST.epochs(), TrainingMode.FINETUNE, FINE.epochs()))
            .onlyWith(MODE, WHOLE);
    static final Option<Integer> BATCH = Option.integer("batch", 1, OptionLimits.EXAMPLES, "images a batch at most")
            .withDefault(MODE, Map.of(TrainingMode.SCRATCH, FIRST.batchSize(), TrainingMode.FINETUNE, FINE.batchSize()))
            .onlyWith(MODE, WHOLE);
    static final Option<Double> LR = Option.real("lr", OptionLimits.SMALLEST, OptionLimits.LARGEST, "full step size")
            .withDefault(
                    MODE,
                    Map.of(TrainingMode.SCRATCH, FIRST.learningRate(), TrainingMode.FINETUNE, FINE.learningRate()))
            .onlyWith(MODE, WHOLE);
    static final Option<Double> MOMENTUM = Option.real("momentum", 0, OptionLimits.BELOW_1, "Nesterov momentum")
            .withDefault(FIRST.momentum())
            .onlyWith(MODE, WHOLE);
    static final Option<Double> WEIGHT_DECAY = Option.real(
                    "weight-decay", 0, OptionLimits.BELOW_1, "penalty on the weights")
            .withDefault(
                    MODE, Map.of(TrainingMode.SCRATCH, FIRST.weightDecay(), TrainingMode.FINETUNE, FINE.weightDecay()))
            .onlyWith(MODE, WHOLE);
    static final Option<LearningRateSchedule> SCHEDULE = Option.choice(
                    "schedule", LearningRateSchedule.class, "how the step size falls")
            .withDefault(FIRST.schedule())
            .onlyWith(MODE, WHOLE);
    static final Option<Integer> WARM_UP = Option.integer(
                    "warm-up", 0, OptionLimits.STEPS, "epochs over which the step size rises")
            .withDefault(
                    String.valueOf(FIRST.warmUp()),
                    options -> Math.min(Math.max(0, options.get(EPOCHS) - 1), FIRST.warmUp()))
            .onlyWith(MODE, WHOLE);
    static final Option<Boolean> FLIP = Option.flag("flip", "mirror half of the images")
            .withDefault(USUAL.augmentation().flip())
            .onlyWith(MODE, WHOLE);
    static final Option<Integer> CROP = Option.integer(
                    "crop", 0, InputSize.MOST_PIXELS, "pixels to move images by at most")
            .withDefault(USUAL.augmentation().shift())
            .onlyWith(MODE, WHOLE);
    static final Option<Double> COLOUR = Option.real("colour", 0, 1, "strength of changes in colour")
            .withDefault(USUAL.augmentation().colour())
            .onlyWith(MODE, WHOLE);
    static final Option<Double> MIXUP = Option.real(
                    "mixup", 0, 100, "a of the Beta distribution that mixes images; 0 mixes none")
            .withDefault(USUAL.mixup())
            .onlyWith(MODE, WHOLE);
    static final Option<Double> LABEL_SMOOTHING = Option.real(
                    "label-smoothing", 0, OptionLimits.BELOW_1, "share of each label that is spread over all classes")
            .withDefault(USUAL.labelSmoothing())
            .onlyWith(MODE, WHOLE);
    static final Option<Double> HOLDOUT = Option.real(
                    "holdout", 0, 0.5, "share of the training set that decides when to stop; 0 trains to the end")
            .withDefault(USUAL.holdout())
            .onlyWith(MODE, WHOLE);
    static final Option<Integer> PATIENCE = Option.integer(
                    "patience", 1, OptionLimits.STEPS, "epochs without improvement on the held-out part")
            .withDefault(USUAL.patience())
            .onlyWith(MODE, WHOLE);

    static final Option<LaterStart> WARM_START = Option.choice(
                    "warm-start",
                    LaterStart.class,
                    "where later rounds start",
                    Map.of(LaterStart.NONE, "as the first", LaterStart.SHRINK_PERTURB, "the same fold's last network"))
            .withDefault(LaterStart.NONE)
            .onlyWith(MODE, WHOLE);
    static final Option<Double> SHRINK = Option.real("shrink", 0, 1, "factor on the weights of the last round")
            .withDefault(WarmStart.DEFAULT_SHRINK)
            .onlyWith(WARM_START, LaterStart.SHRINK_PERTURB);
    static final Option<Double> PERTURB = Option.real(
                    "perturb", 0, OptionLimits.LARGEST, "factor on the fresh random weights that are added")
            .withDefault(WarmStart.DEFAULT_PERTURB)
            .onlyWith(WARM_START, LaterStart.SHRINK_PERTURB);
    static final Option<Integer> WARM_EPOCHS = Option.integer(
                    "warm-epochs", 1, OptionLimits.STEPS, "passes over the training set at most")
            .withDefault("epochs", options -> options.get(EPOCHS))
            .onlyWith(WARM_START, LaterStart.SHRINK_PERTURB);

    static final Option<HeadOptions.Head> HEAD = HeadOptions.HEAD.onlyWith(MODE, TrainingMode.HEAD);
    static final Option<Optional<Double>> L2 = HeadOptions.L2.onlyWith(MODE, TrainingMode.HEAD);
    static final Option<String> CACHE = HeadOptions.CACHE.onlyWith(MODE, TrainingMode.HEAD);

    /** All, in the order to show them. */
    private static final List<Option<?>> ALL = List.of(
            MODE,
            WEIGHTS,
            STEM,
            SIZE,
            HeadOptions.DROPOUT,
            EPOCHS,
            BATCH,
            LR,
            MOMENTUM,
            WEIGHT_DECAY,
            SCHEDULE,
            WARM_UP,
            FLIP,
            CROP,
            COLOUR,
            MIXUP,
            LABEL_SMOOTHING,
            HOLDOUT,
            PATIENCE,
            WARM_START,
            SHRINK,
            PERTURB,
            WARM_EPOCHS,
            HEAD,
            L2,
            CACHE);

    private VisionOptions() {}

    /**
     * Those of a model, in the order to show them.
     *
     * @param model one of {@link ResNets#models}
     */
    static List<Option<?>> of(String model) {
        return model.equals(ResNets.OF_FILE)
                ? ALL.stream()
                        .<Option<?>>map(option -> option == MODE ? MODE_OF_FILE : option)
                        .toList()
                : ALL;
    }
}
