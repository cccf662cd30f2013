package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.FigureWriter;
import org.relabel4j.pages.PdfWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the files of a report. */
final class ReportFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFiles.class);

    private ReportFiles() {}

    /** Warns if there is a reason why figures have no text. */
    static void warnOfMissingFonts(Optional<String> noText) {
        noText.ifPresent(reason -> LOG.warn(
                "No figures: this Java finds no fonts ({}). Install fontconfig and a font, such as fonts-dejavu-core, "
                        + "then make the report again with relabel4j report.",
                reason));
    }

    /** Writes a page and its figures to a folder, which is made if it is missing. */
    static Path write(String html, List<Drawing> figures, Path out) throws InputException {
        createFolder(out);
        writeFigures(figures, out.resolve("plots"));
        Path page = out.resolve("report.html");
        write(page, html);
        return page;
    }

    static void write(Path file, String text) throws InputException {
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

    /** Writes figures as SVG and PDF to a folder, which is made if it is missing. */
    static void writeForPapers(List<Drawing> drawings, Path folder) throws InputException {
        createFolder(folder);
        for (Drawing drawing : drawings) {
            String name = drawing.figure().id();
            write(folder.resolve(name + ".svg"), drawing.svg());
            AtomicFiles.write(folder.resolve(name + ".pdf"), stream -> PdfWriter.write(drawing.figure(), stream));
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
