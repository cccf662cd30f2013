package org.relabel4j.core.agreement;

import java.util.function.IntConsumer;
import org.relabel4j.core.annotation.Annotations;

/**
 * Krippendorff's alpha for classes without an order. Examples may have any number of labels by any annotators; those with one do not
 * count.
 *
 * <p>{@code alpha = 1 - D_o / D_e = 1 - (n - 1) S / (n^2 - sum_k n_k^2)}, with n labels of which n_k are of class k, and {@code S = sum_i
 * (m_i^2 - sum_k v_ik^2) / (m_i - 1)} over examples with m_i labels, v_ik of class k.
 *
 * <p>Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C (nominal data, any number of observers,
 * missing data).
 */
public final class KrippendorffAlpha implements AgreementMeasure {
    @Override
    public String id() {
        return "krippendorff-alpha";
    }

    @Override
    public String title() {
        return "Krippendorff's alpha";
    }

    @Override
    public Agreement measure(Annotations annotations, Bootstrap bootstrap, IntConsumer progress) {
        return new VotePatterns(annotations)
                .measure((s, total, squares) -> 1 - (total - 1) * s / (total * total - squares), bootstrap, progress);
    }
}
