package org.relabel4j.models.vision;

import java.util.function.Supplier;
import org.relabel4j.models.backend.Backends;

/**
 * Lets one network at a time compute, on all processors. Two at once, each on every processor, take more than twice as long,
 * because native threads wait for each other spinning.
 */
public final class WholeMachine {
    /** Images of so many pixels are too little work for threads to wait for each other. */
    private static final int SMALL = 256;

    private WholeMachine() {}

    /**
     * Computes something with ND4J on all processors, or for very small images on one, when nobody else does. What runs inside
     * may call this again.
     *
     * @param images size of the images that it computes with
     * @throws org.relabel4j.models.backend.BackendUnavailableException if there is nothing to compute with
     */
    public static <T> T run(ImageShape images, Supplier<T> work) {
        boolean small = images.height() * images.width() <= SMALL;
        return Backends.alone(small ? 1 : Runtime.getRuntime().availableProcessors(), work);
    }
}
