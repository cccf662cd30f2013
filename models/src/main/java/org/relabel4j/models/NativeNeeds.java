package org.relabel4j.models;

import org.relabel4j.core.training.Trainer;

/**
 * Said by a {@link Trainer} that can do without a native library. Loading one takes longer than a small experiment, so nothing
 * loads it only to say what it is. A trainer that is silent is taken to need one.
 */
public interface NativeNeeds {
    /** Whether training with these settings loads a native library. */
    boolean needsNativeLibrary();

    /** Whether training with a trainer loads a native library, as far as it says. */
    static boolean of(Trainer trainer) {
        return !(trainer instanceof NativeNeeds needs) || needs.needsNativeLibrary();
    }
}
