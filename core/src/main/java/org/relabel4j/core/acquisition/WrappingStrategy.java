package org.relabel4j.core.acquisition;

/** A strategy that changes what another one chooses from, or how, and works with any other as well. */
public interface WrappingStrategy extends AcquisitionStrategy {
    /** The other strategy. */
    AcquisitionStrategy base();

    /** The same change of another one's choices. */
    AcquisitionStrategy withBase(AcquisitionStrategy other);
}
