package org.relabel4j.core.agreement;

import java.util.List;
import java.util.function.IntConsumer;
import org.relabel4j.core.annotation.Annotations;

/** A measure of agreement between annotators. Immutable. */
public interface AgreementMeasure {
    /** All measures, in the order to show them. */
    static List<AgreementMeasure> all() {
        return List.of(new KrippendorffAlpha(), new FleissKappa(), new CohenKappa());
    }

    /** Its id in files, such as {@code fleiss-kappa}. */
    String id();

    /** Its name in running text. */
    String title();

    /** Measures. Whatever the labels are, nothing is thrown: where there is no value, the result says why. */
    default Agreement measure(Annotations annotations, Bootstrap bootstrap) {
        return measure(annotations, bootstrap, done -> {});
    }

    /**
     * The same.
     *
     * @param progress is told now and then how many resamples are done, on the calling thread
     */
    Agreement measure(Annotations annotations, Bootstrap bootstrap, IntConsumer progress);
}
