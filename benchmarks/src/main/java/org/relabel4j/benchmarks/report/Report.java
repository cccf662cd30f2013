package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.benchmarks.report.ReportFigures.Drawing;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the report of one run, or the comparison of several, from the files in their folders.
 *
 * <p>{@code report.html} stands alone: it loads nothing, and its policy forbids the browser to. {@code plots} holds the same
 * figures as SVG and as PNG. {@code statistics.csv} holds means, intervals and paired tests; {@code published.csv} and
 * {@code published.md}, where results of this experiment were published, how far the run is from them.
 */
public final class Report {

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);

    private Report() {}

    /**
     * Writes {@code report.html}, {@code plots} and the tables. Where the JDK finds no fonts the report has no figures, and one warning
     * says so.
     *
     * @param runFolders folders that hold {@code rounds.csv} and, where known, {@code config.yaml} and {@code
     *     environment.json}; at least one
     * @param out folder to write to, made if it is missing; files of an earlier report are replaced
     * @return the path of {@code report.html}
     * @throws InputException if a folder holds no readable {@code rounds.csv}, or a file cannot be written
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if no folder is given
     */
    public static Path write(List<Path> runFolders, Path out) throws IOException, InputException {
        if (runFolders.isEmpty()) {
            throw new IllegalArgumentException("no run folder given; name at least one");
        }
        return write(RunReader.all(runFolders), out, FigureWriter.whyNoText());
    }

    static Path write(List<RunData> runs, Path out, Optional<String> noText) throws InputException {
        warnOfMissingFonts(noText);
        ReportFigures figures = noText.isPresent() ? ReportFigures.NONE : ReportFigures.of(runs);
        Path page = writeFiles(new ReportPage(runs, figures).html(), figures.all(), out);
        write(out.resolve("statistics.csv"), StatisticsCsv.of(runs));
        if (ReproductionFiles.hasAny(runs)) {
            write(out.resolve("published.csv"), ReproductionFiles.csv(runs));
            write(out.resolve("published.md"), ReproductionFiles.markdown(runs));
        }
        return page;
    }

    static void warnOfMissingFonts(Optional<String> noText) {
        noText.ifPresent(reason -> LOG.warn(
                "No figures: this Java finds no fonts ({}). Install fontconfig and a font, such as fonts-dejavu-core, "
                        + "then make the report again with relabel4j report.",
                reason));
    }

    /** Writes a page and its figures to a folder, which is made if it is missing. */
    static Path writeFiles(String html, List<Drawing> figures, Path out) throws InputException {
        createFolder(out);
        writeFigures(figures, out.resolve("plots"));
        Path page = out.resolve("report.html");
        write(page, html);
        return page;
    }

    private static void write(Path file, String text) throws InputException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, stream -> stream.write(bytes));
    }

    private static void writeFigures(List<Drawing> drawings, Path folder) throws InputException {
        if (drawings.isEmpty()) {
            return;
        }
        createFolder(folder);
        for (Drawing drawing : drawings) {
            String name = drawing.figure().id();
            write(folder.resolve(name + ".svg"), drawing.svg());
            AtomicFiles.write(folder.resolve(name + ".png"), stream -> FigureWriter.png(drawing.figure(), stream));
        }
    }

    private static void createFolder(Path folder) throws InputException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw InputException.unwritable(folder, e);
        }
    }
}
