package org.relabel4j.labeling.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskSheetsTest {
    private static BatchRow row(String task, int rank, String annotator) {
        return new BatchRow(task, false, 0.5, rank, annotator);
    }

    @Test
    void everybodyHasAFileToFillIn() {
        Map<String, String> sheets = AskSheets.of(
                List.of(
                        row("a", 1, "ann"),
                        row("b", 2, ""),
                        row("c,d", 3, "ann"),
                        row("e", 4, "x/y"),
                        row("f", 5, "x:y")),
                false);

        assertEquals(
                Map.of(
                        "ask-ann.csv",
                        "task,annotator,label\na,ann,\n\"c,d\",ann,\n",
                        "ask-anybody.csv",
                        "task,annotator,label\nb,,\n",
                        "ask-x_y.csv",
                        "task,annotator,label\ne,x/y,\n",
                        "ask-x_y-2.csv",
                        "task,annotator,label\nf,x:y,\n"),
                sheets);
    }

    @Test
    void ofSetsNothingIsAnAnswer() {
        Map<String, String> sheets = AskSheets.of(List.of(row("a", 1, "ann")), true);

        assertEquals(Map.of("ask-ann.csv", "task,annotator,label\na,ann,?\n"), sheets);
    }
}
