package org.relabel4j.pages;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.relabel4j.pages.Table.Entry;

/** Writes a table for a paper in LaTeX, in the style of the package booktabs: no vertical lines, the best in bold; no wider than the text. */
public final class LatexTable {
    private static final Pattern SPECIAL = Pattern.compile("[\\\\{}$&#_%~^<>±–−≥≤×]");
    private static final Map<String, String> ESCAPED = Map.of(
            "\\", "\\textbackslash{}",
            "~", "\\textasciitilde{}",
            "^", "\\textasciicircum{}",
            "±", "$\\pm$",
            "–", "--",
            "−", "$-$",
            "×", "$\\times$");
    private static final Map<String, String> RELATIONS = Map.of("<", "$<$", ">", "$>$", "≥", "$\\geq$", "≤", "$\\leq$");

    private LatexTable() {}

    /**
     * The table as a floating one.
     *
     * @param label name by which the paper refers to it, letters, digits and hyphens
     */
    public static String of(Table table, String label) {
        StringBuilder out = new StringBuilder("\\begin{table}\n  \\centering\n");
        String notes = table.notes().stream().map(note -> " " + escaped(note)).collect(Collectors.joining());
        out.append("  \\caption{")
                .append(escaped(table.caption()))
                .append('.')
                .append(notes)
                .append("}\n");
        out.append("  \\label{tab:").append(label).append("}\n");
        out.append("  \\begin{adjustbox}{max width=\\linewidth}\n");
        out.append("  \\begin{tabular}{l")
                .append("r".repeat(table.header().size() - 1))
                .append("}\n    \\toprule\n");
        appendRow(out, table.header().stream().map(LatexTable::escaped).toList());
        out.append("    \\midrule\n");
        table.rows()
                .forEach(
                        row -> appendRow(out, row.stream().map(LatexTable::cell).toList()));
        return out.append("    \\bottomrule\n  \\end{tabular}\n  \\end{adjustbox}\n\\end{table}\n")
                .toString();
    }

    private static void appendRow(StringBuilder out, List<String> cells) {
        out.append("    ").append(String.join(" & ", cells)).append(" \\\\\n");
    }

    private static String cell(Entry cell) {
        // Bold text, not \mathbf, so that a sign within is bold where the font has it.
        return cell.isBest() ? "\\textbf{" + escaped(cell.text()) + "}" : escaped(cell.text());
    }

    /** Text in which nothing is a command. */
    static String escaped(String text) {
        return SPECIAL.matcher(text.replaceAll("\\p{Cntrl}", " "))
                .replaceAll(sign -> Matcher.quoteReplacement(
                        ESCAPED.getOrDefault(sign.group(), RELATIONS.getOrDefault(sign.group(), "\\" + sign.group()))));
    }
}
