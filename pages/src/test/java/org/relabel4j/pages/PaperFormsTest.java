package org.relabel4j.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.relabel4j.pages.Table.Column;
import org.relabel4j.pages.Table.Entry;

/** Tables as LaTeX and as Markdown. */
class PaperFormsTest {
    private static final Table TABLE = new Table(
            "Accuracy_1",
            List.of(new Column("strategy", ""), new Column("model, 50 %", "")),
            List.of(
                    List.of(Entry.of("good_random"), Entry.of("0.960 ± 0.003", true)),
                    List.of(Entry.of("a|b & {c}"), Entry.of("–"))),
            List.of("p < 0.05."));

    @Test
    void latexIsInTheStyleOfBooktabsAndNothingInItIsACommand() {
        assertEquals("""
                \\begin{table}
                  \\centering
                  \\caption{Accuracy\\_1. p $<$ 0.05.}
                  \\label{tab:first}
                  \\begin{adjustbox}{max width=\\linewidth}
                  \\begin{tabular}{lr}
                    \\toprule
                    strategy & model, 50 \\% \\\\
                    \\midrule
                    good\\_random & \\textbf{0.960 $\\pm$ 0.003} \\\\
                    a|b \\& \\{c\\} & -- \\\\
                    \\bottomrule
                  \\end{tabular}
                  \\end{adjustbox}
                \\end{table}
                """, LatexTable.of(TABLE, "first"));
        assertEquals(
                "\\textbackslash{}input\\textasciicircum{}\\textasciitilde{}\\#\\$", LatexTable.escaped("\\input^~#$"));
    }

    @Test
    void markdownHasNoOtherMarks() {
        assertEquals("""
                Accuracy\\_1.

                | strategy | model, 50 % |
                |---|---:|
                | good\\_random | **0.960 ± 0.003** |
                | a\\|b & {c} | – |

                p \\< 0.05.
                """, MarkdownTable.of(TABLE));
    }
}
