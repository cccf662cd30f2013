package org.relabel4j.core.agreement;

import java.util.List;
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
    Agreement measure(Annotations annotations, Bootstrap bootstrap);
}
