package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.learning.RoundRow;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.FigureWriter;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TextTable;

/**
 * The report of one learning run, or the comparison of several. {@code statistics.csv} holds means, intervals and paired tests;
 * {@code published.csv} and {@code published.md}, where results of this experiment were published, how far the run is from them.
 */
public final class LearningReport implements Report {
    private final List<RunData> runs;
    private final List<RunData> sources;
    private final List<Metric> curves;

    private LearningReport(List<RunData> runs, List<RunData> sources, List<Metric> curves) {
        this.runs = runs;
        this.sources = sources;
        this.curves = List.copyOf(curves);
    }

    /** The report of some runs, with learning curves of the accuracies. */
    public static LearningReport read(List<Path> folders) throws IOException, InputException {
        return read(folders, List.of());
    }

    /**
     * The report of some runs.
     *
     * @param folders folders that hold {@code rounds.csv} and, where known, {@code config.yaml} and {@code environment.json}; at
     *     least one
     * @param curves metrics of which to draw learning curves besides the accuracies
     * @throws InputException if a folder holds no readable {@code rounds.csv}
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if no folder is given
     */
    public static LearningReport read(List<Path> folders, List<Metric> curves) throws IOException, InputException {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("no run folder given; name at least one");
        }
        List<RunData> runs = RunReader.all(folders);
        return new LearningReport(runs, runs, curves);
    }

    /**
     * The report of several runs of one data set as one, in which curves and rows are named by strategy and run.
     *
     * @param folders as of {@link #read(List, List)}; at least two
     * @throws IllegalArgumentException if there are fewer, or the runs do not fit on the same axes
     */
    public static LearningReport overlay(List<Path> folders, List<Metric> curves) throws IOException, InputException {
        List<RunData> runs = RunReader.all(folders);
        return new LearningReport(List.of(Overlay.of(runs)), runs, curves);
    }

    /**
     * The report of a run that has just been made.
     *
     * @param folder its folder, of which {@code config.yaml} and {@code environment.json} are read
     * @param rows those of its {@code rounds.csv}, at least one
     * @throws InputException if a file is malformed
     * @throws IOException if a file cannot be read
     */
    public static LearningReport of(Path folder, List<RoundRow> rows) throws IOException, InputException {
        List<RunData> run = List.of(RunReader.of(folder, rows));
        return new LearningReport(run, run, List.of());
    }

    @Override
    public Path write(Path out) throws InputException {
        return write(out, FigureWriter.whyNoText());
    }

    Path write(Path out, Optional<String> noText) throws InputException {
        ReportFiles.warnOfMissingFonts(noText);
        ReportFigures figures = noText.isPresent() ? ReportFigures.NONE : ReportFigures.of(runs, curves);
        Path page = ReportFiles.write(new ReportPage(runs, sources, figures).html(), figures.all(), out);
        ReportFiles.write(out.resolve("statistics.csv"), StatisticsRow.csv(runs));
        if (ReproductionFiles.hasAny(runs)) {
            ReportFiles.write(out.resolve("published.csv"), ReproductionFiles.csv(runs));
            ReportFiles.write(out.resolve("published.md"), ReproductionFiles.markdown(runs));
        }
        return page;
    }

    @Override
    public List<Drawing> figures() {
        return ReportFigures.of(runs, curves).all();
    }

    @Override
    public String summary(int columns, int lines) {
        String overlay = overlayed().isEmpty() ? "" : TextTable.filled(overlayed(), columns);
        return overlay
                + ScreenSummary.of(runs, columns, lines - (int) overlay.lines().count());
    }

    /** What an overlay is of; empty if it is none. */
    private String overlayed() {
        return runs.size() < sources.size() ? Overlay.differences(sources) : "";
    }

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        if (!overlayed().isEmpty()) {
            out.append(TextTable.ascii(overlayed())).append("\n");
        }
        for (RunData run : runs) {
            for (Table table : ResultTables.sweep(run)) {
                out.append(out.isEmpty() ? "" : "\n").append(TextTable.of(table));
            }
            for (ModelResult model : run.models()) {
                out.append(out.isEmpty() ? "" : "\n");
                out.append(TextTable.ascii(heading(run, model))).append('\n');
                out.append(TextTable.ascii(Finding.of(model))).append('\n');
                for (Table table : ResultTables.of(model)) {
                    out.append('\n').append(TextTable.of(table));
                }
            }
        }
        return out.toString();
    }

    @Override
    public List<Table> forPapers() {
        return runs.stream()
                .flatMap(run -> Stream.concat(
                        ResultTables.sweep(run).stream(), run.models().stream().flatMap(PaperTables::of)))
                .toList();
    }

    private String heading(RunData run, ModelResult model) {
        return (runs.size() > 1 ? run.name() + ": " : "") + model.experiment() + ", " + model.model();
    }
}
