package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.relabel4j.benchmarks.cleaning.CleaningFolder;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.report.LearningFigure.Axis;
import org.relabel4j.benchmarks.report.LearningFigure.Line;
import org.relabel4j.benchmarks.report.ReportFigures.Drawing;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.core.cleaning.CleaningPoint;
import org.relabel4j.datasets.format.InputException;

/** Makes the report of a label-cleaning run from the files in its folder: {@code report.html} and {@code plots}. */
public final class CleaningReport {

    private final String name;
    private final CleaningResults results;

    private CleaningReport(String name, CleaningResults results) {
        this.name = name;
        this.results = results;
    }

    /** Whether a folder is that of a label-cleaning run. */
    public static boolean isFor(Path folder) {
        return Files.exists(new CleaningFolder(folder).curves());
    }

    /**
     * Writes the report.
     *
     * @param folder a run folder
     * @param out folder to write to, made if it is missing; files of an earlier report are replaced
     * @return the path of {@code report.html}
     * @throws InputException if the run folder holds no results yet or a file cannot be read or written
     * @throws IOException if a file cannot be read
     */
    public static Path write(Path folder, Path out) throws IOException, InputException {
        CleaningReport report = read(folder);
        Optional<String> noText = FigureWriter.whyNoText();
        Report.warnOfMissingFonts(noText);
        Map<String, List<Drawing>> drawings = new LinkedHashMap<>();
        for (String noise : report.results.noiseLevels()) {
            drawings.put(noise, noText.isPresent() ? List.of() : report.figures(noise));
        }
        CleaningFolder files = new CleaningFolder(folder);
        String html = new CleaningPage(report.name, report.results, drawings)
                .html(RunReader.yaml(files.config()), RunReader.json(files.environment()));
        return Report.writeFiles(
                html, drawings.values().stream().flatMap(List::stream).toList(), out);
    }

    /**
     * The tables of the report as plain text, for the terminal.
     *
     * @param folder a run folder
     * @return lines of at most about 120 columns; the best of a column carries an asterisk
     * @throws InputException as {@link #write}
     */
    public static String text(Path folder) throws InputException {
        CleaningReport report = read(folder);
        StringBuilder out = new StringBuilder();
        for (String noise : report.results.noiseLevels()) {
            out.append(out.isEmpty() ? "" : "\n");
            out.append(TextTable.ascii(CleaningTexts.finding(report.results, noise)))
                    .append("\n");
            for (Table table : CleaningTexts.tables(report.results, noise)) {
                out.append('\n').append(TextTable.of(table));
            }
        }
        return out.toString();
    }

    private static CleaningReport read(Path folder) throws InputException {
        CleaningResults results = CleaningResults.read(new CleaningFolder(folder));
        if (results.noiseLevels().isEmpty()) {
            throw InputException.inFile(
                    new CleaningFolder(folder).curves(),
                    "has no curve yet",
                    "",
                    "make the report when the first cell is done");
        }
        return new CleaningReport(
                folder.toAbsolutePath().normalize().getFileName().toString(), results);
    }

    /** A measure of {@link CleaningPoint} as a curve. */
    private enum Measure {
        LABEL_ACCURACY("label accuracy", true),
        CLEAR("clear examples mislabelled", false),
        AMBIGUOUS("ambiguous examples mislabelled", false),
        TOTAL_VARIATION("total variation", true);

        private final Axis axis;

        Measure(String label, boolean fraction) {
            this.axis = new Axis(label, fraction);
        }

        double of(CleaningPoint point) {
            return switch (this) {
                case LABEL_ACCURACY -> point.labelAccuracy();
                case CLEAR -> point.clearMislabelled();
                case AMBIGUOUS -> point.ambiguousMislabelled();
                case TOTAL_VARIATION -> point.totalVariation();
            };
        }
    }

    private List<Drawing> figures(String noise) {
        List<Drawing> drawings = new ArrayList<>();
        List<String> selectors = results.selectors(noise);
        Map<String, SeriesStyle> styles = SeriesStyle.ofStrategies(selectors);
        FigureIds ids = new FigureIds();
        for (Measure measure : Measure.values()) {
            List<Line> lines = selectors.stream()
                    .map(selector ->
                            new Line(selector, styles.get(selector), curve(noise, selector, measure), Optional.empty()))
                    .toList();
            String title = measure.axis.title() + ": noise " + noise;
            LearningFigure.of(ids.next("noise", noise, measure.axis.label()), title, measure.axis, lines)
                    .map(Drawing::of)
                    .ifPresent(drawings::add);
        }
        return drawings;
    }

    private Curve curve(String noise, String selector, Measure measure) {
        List<CleaningResults.Curve> trials = results.curves(noise, selector);
        int points = trials.stream().mapToInt(c -> c.points().size()).min().orElse(0);
        return new Curve(IntStream.range(0, points)
                .mapToObj(n -> new Curve.Point(
                        trials.get(0).points().get(n).relabels(),
                        MeanSd.of(trials.stream()
                                .mapToDouble(c -> measure.of(c.points().get(n)))
                                .toArray())))
                .toList());
    }
}
