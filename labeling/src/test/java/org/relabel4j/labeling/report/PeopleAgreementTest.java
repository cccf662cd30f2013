package org.relabel4j.labeling.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.pages.Table.Entry;

class PeopleAgreementTest {
    @Test
    void saysNothingBeforeTwoPeopleLabelTheSame() {
        PeopleAgreement none = new PeopleAgreement(
                Annotations.builder(3, 2, 2).add(0, 0, 1).add(1, 1, 0).build());

        assertFalse(none.isKnown());
        assertEquals("", none.text());
    }

    @Test
    void isALineAndATable() {
        // Two always agree, of three examples of two classes; a third person adds a label to one of them.
        PeopleAgreement agreement = new PeopleAgreement(Annotations.builder(4, 3, 2)
                .add(0, 0, 1)
                .add(0, 1, 1)
                .add(0, 2, 1)
                .add(1, 0, 0)
                .add(1, 1, 0)
                .add(2, 0, 1)
                .add(2, 1, 1)
                .build());

        assertTrue(agreement.isKnown());
        assertEquals(
                "Agreement of people: Krippendorff's alpha 1.000 (1.000 to 1.000); Cohen's kappa, mean over pairs 1.000"
                        + " (1.000 to 1.000)\n",
                agreement.text());
        assertEquals(
                List.of(
                        "Fleiss' kappa",
                        "–",
                        "–",
                        "3",
                        "labelled examples have 2 to 3 labels; this kappa is for equally many"),
                agreement.table().rows().get(1).stream().map(Entry::text).toList());
    }
}
