package org.relabel4j.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FigureLayoutTest {

    @Property(tries = 200)
    void placesLabelsApartAndInside(@ForAll @Size(max = 12) List<@DoubleRange(min = -50, max = 400) Double> wanted) {
        double[] sorted =
                wanted.stream().mapToDouble(Double::doubleValue).sorted().toArray();

        double[] placed = LineNames.spread(sorted.clone(), 18, 8, 330);

        for (int i = 0; i < placed.length; i++) {
            // Twelve labels of 18 points fit into 322, so nothing needs to give way.
            assertTrue(placed[i] >= 8 - 1e-9 && placed[i] <= 330 + 1e-9, Arrays.toString(placed));
            assertTrue(i == 0 || placed[i] - placed[i - 1] >= 18 - 1e-9, Arrays.toString(placed));
        }
    }

    @Test
    void leavesLabelsAloneThatDoNotOverlap() {
        double[] wanted = {20, 60, 300};

        assertTrue(Arrays.equals(wanted, LineNames.spread(wanted, 18, 8, 330)));
    }

    @Test
    void makesFileNamesThatAreSafeAndUnique() {
        FigureIds ids = new FigureIds();

        assertEquals("wall-robot-mlp-model-accuracy", ids.next("", "wall-robot", "mlp", "model accuracy"));
        assertEquals("a-b", ids.next("../A", "<b>"));
        assertEquals("a-b-2", ids.next("a", "b"));
        assertEquals("figure", ids.next("日本"));
        assertEquals(80, ids.next("x".repeat(300)).length());
    }

    @Test
    void replacesCharactersThatXmlForbids() {
        assertEquals("a\uFFFDb\uFFFD\u00E9\uFFFD", Html.printable("a\u0000b\uD800\u00E9\uFFFF"));
    }
}
