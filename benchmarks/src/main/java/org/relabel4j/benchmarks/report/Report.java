package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.FigureWriter;
import org.relabel4j.pages.LatexTable;
import org.relabel4j.pages.MarkdownTable;
import org.relabel4j.pages.Table;

/** The report of a run, or of several: a page with figures, and its tables as text. The page and the text show the same numbers. */
public interface Report {
    /**
     * Reads run folders of any kind.
     *
     * @param folders at least one
     * @param curves metrics of which to draw learning curves besides the accuracies; none of a label-cleaning run
     * @param overlay whether several learning runs are shown as one, curves named by strategy and run
     * @throws InputException if a folder holds no results yet, or a file is malformed
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if there is none, a label-cleaning run is not alone or has curves, or runs to be overlaid do
     *     not fit on the same axes
     */
    static Report read(List<Path> folders, List<Metric> curves, boolean overlay) throws IOException, InputException {
        Optional<Path> cleaning = folders.stream().filter(CleaningReport::isFor).findFirst();
        if (cleaning.isEmpty()) {
            return overlay ? LearningReport.overlay(folders, curves) : LearningReport.read(folders, curves);
        }
        if (folders.size() > 1 || overlay) {
            throw new IllegalArgumentException(
                    cleaning.get() + " is a label-cleaning run, which has a report of its own; name it alone");
        }
        if (!curves.isEmpty()) {
            throw new IllegalArgumentException(
                    cleaning.get() + " is a label-cleaning run, which has no learning curves; leave out --curves");
        }
        return CleaningReport.read(folders.get(0));
    }

    /**
     * Writes {@code report.html}, {@code plots} and, depending on the kind, further tables. The page stands alone: it loads nothing,
     * and its policy forbids the browser to. {@code plots} holds the same figures as SVG and as PNG. Where the JDK finds no fonts
     * the report has no figures, and one warning says so.
     *
     * @param out folder to write to, made if it is missing; files of an earlier report are replaced
     * @return the path of {@code report.html}
     * @throws InputException if a file cannot be written
     */
    Path write(Path out) throws InputException;

    /** The tables as plain text, for the terminal: lines of at most about 120 columns; the best of a column carries an asterisk. */
    String text();

    /**
     * What matters most, on a screen, and where the rest is; shorter than {@link #text()} if that is long.
     *
     * @param columns width of the screen, at least 20
     * @param lines lines that there is room for; with fewer than a dozen a few more may come
     */
    String summary(int columns, int lines);

    /** The tables for a paper: mean and deviation over trials, in bold the best and, where tests are made, what is not worse by one. */
    List<Table> forPapers();

    /**
     * The tables for a paper in LaTeX, for the packages booktabs and adjustbox.
     *
     * @param label what the names begin with by which the paper refers to them
     */
    default String latex(String label) {
        List<Table> tables = forPapers();
        return "% needs \\usepackage{booktabs,adjustbox}\n"
                + IntStream.range(0, tables.size())
                        .mapToObj(n -> "\n" + LatexTable.of(tables.get(n), label + "-" + (n + 1)))
                        .collect(Collectors.joining());
    }

    /** All figures; only where the JDK finds fonts. */
    List<Drawing> figures();

    /**
     * Writes all figures as SVG and PDF: their text is text, and no title is in them, as a paper has its own. Their names say what
     * they show, as in {@code plots}.
     *
     * @param folder folder to write to, made if it is missing; files of the same names are replaced
     * @throws InputException if a file cannot be written
     * @throws IllegalArgumentException if the JDK finds no fonts
     */
    default void writeFigures(Path folder) throws InputException {
        FigureWriter.whyNoText().ifPresent(reason -> {
            throw new IllegalArgumentException("no figures can be drawn, since this Java finds no fonts (" + reason
                    + "); install fontconfig and a font, such as fonts-dejavu-core");
        });
        ReportFiles.writeForPapers(figures(), folder);
    }

    /** The tables for a paper in Markdown. */
    default String markdown() {
        return forPapers().stream().map(MarkdownTable::of).collect(Collectors.joining("\n"));
    }
}
