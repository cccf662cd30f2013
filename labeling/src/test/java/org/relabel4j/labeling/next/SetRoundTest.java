package org.relabel4j.labeling.next;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.assignment.AnnotatorEstimate;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.Ids;
import org.relabel4j.labeling.project.Answers;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelEntry.Kind;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.ProjectSettings;

/** What is made of several classes an example, by hand. */
class SetRoundTest {
    private static final List<String> CLASSES = List.of("sky", "sea");
    private static final double NONE = Double.NaN;

    private static LabelLog.Logged logged(Kind kind, String task, String annotator, String label) {
        return new LabelLog.Logged(
                new LabelEntry(kind, task, annotator, label, Optional.empty(), "test"), Instant.EPOCH);
    }

    /** Example a: ann says both, bob the sky. Example b: nobody, but it is known to be empty. Example c: nothing. */
    private static Answers answers() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of("table.csv"));
        given.put("classes", CLASSES);
        Ids tasks = new Ids();
        List.of("a", "b", "c").forEach(tasks::add);
        return Answers.of(
                List.of(
                        logged(Kind.LABEL, "a", "ann", "sky|sea"),
                        logged(Kind.LABEL, "a", "bob", "sky"),
                        logged(Kind.GOLD, "b", "", "|")),
                tasks,
                ProjectSettings.of(Path.of("project"), given, List.of("multi-label=true")));
    }

    private static Consensus consensus(int a, double quality) {
        return new Consensus(new int[] {a, 0, -1}, new double[] {quality, 1, NONE}, new double[] {1, NONE, NONE});
    }

    @Test
    void qualityAndAgreementAreOfTheWholeSet() {
        Whole whole = Whole.of(answers(), CLASSES, List.of(consensus(1, 0.9), consensus(0, 0.6)));

        // Sorted 0.9, 0.6: 0.8 · 0.6 + 0.2 · 0.9. Of two people one said exactly the sky.
        Consensus sets = whole.consensus();
        assertEquals("sky", whole.names().get(sets.label(0)));
        assertEquals(0.66, sets.quality(0), 1e-15);
        assertEquals(0.5, sets.agreement(0));
        assertEquals("|", whole.names().get(sets.label(1)));
        assertEquals(1, sets.quality(1));
        assertEquals(NONE, sets.agreement(1));
        assertEquals(-1, sets.label(2));
    }

    @Test
    void aConsensusMayBeASetThatNobodySaid() {
        Whole whole = Whole.of(answers(), CLASSES, List.of(consensus(0, 0.9), consensus(1, 0.6)));

        assertEquals("sea", whole.names().get(whole.consensus().label(0)));
        assertEquals(0, whole.consensus().agreement(0));
    }

    @Test
    void aSetIsWrongIfOneAnswerIs() {
        Answers answers = answers();
        AnnotatorEstimate good = new AnnotatorEstimate(0.9, 0.8, 1);
        AnnotatorEstimate fair = new AnnotatorEstimate(0.75, 0.5, 1);
        List<AnnotatorEstimate> ofSky = List.of(good, fair, good);
        List<AnnotatorEstimate> ofSea = List.of(fair, good, good);
        Skills skills = new Skills(answers.questions(), ofSky, List.of(ofSky, ofSea));
        Probabilities even = DenseProbabilities.of(new double[][] {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}});

        double wrong = skills.wrongLabels(List.of(consensus(1, 0.9), consensus(0, 0.6)), List.of(even, even));

        // Sky, both say yes: odds 9 · 3 = 27, so 27/28. Sea, ann yes with odds 3, bob no with odds 9: no with 9/12.
        // What is known is left out.
        assertEquals(1 - 27.0 / 28 * 9 / 12, wrong, 1e-12);
    }

    @Test
    void skillsAreOfAllAnswers() {
        Skills skills = Skills.of(answers(), Optional.empty());

        assertEquals(2, skills.people().size());
        assertEquals(2, skills.byQuestion().size());
        // They agree about the sky, and not about the sea.
        double sky = skills.byQuestion().get(0).get(0).accuracy();
        double sea = skills.byQuestion().get(1).get(0).accuracy();
        double all = skills.people().get(0).accuracy();
        assertTrue(sky > all && all > sea, sky + " " + all + " " + sea);
    }
}
