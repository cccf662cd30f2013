package org.relabel4j.models.mlp;

import java.util.List;

/** An engine that fits networks to training sets of equally many features and classes. */
interface MlpFitter {
    /** The fitted parameters for each training set, in order. */
    List<MlpParameters> fit(List<TrainingSet> sets);
}
