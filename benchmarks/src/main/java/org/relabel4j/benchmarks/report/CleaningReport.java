package org.relabel4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.cleaning.CleaningResults;
import org.relabel4j.benchmarks.report.LearningFigure.Line;
import org.relabel4j.benchmarks.statistics.MeanSd;
import org.relabel4j.core.cleaning.CleaningPoint;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.FigureIds;
import org.relabel4j.pages.FigureWriter;
import org.relabel4j.pages.LineFigure.Quantity;
import org.relabel4j.pages.SeriesStyle;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TextTable;

/** The report of a label-cleaning run. */
public final class CleaningReport implements Report {
    private final RunData run;
    private final CleaningResults results;

    private CleaningReport(RunData run, CleaningResults results) {
        this.run = run;
        this.results = results;
    }

    /** Whether a folder is that of a label-cleaning run. */
    static boolean isFor(Path folder) {
        return Files.exists(folder.resolve(CleaningResults.CURVES));
    }

    /**
     * The report of a run folder.
     *
     * @throws InputException if it holds no results yet, or a file is malformed
     * @throws IOException if a file cannot be read
     */
    public static CleaningReport read(Path folder) throws IOException, InputException {
        return of(folder, CleaningResults.read(folder));
    }

    /**
     * The report of a run that has just been made.
     *
     * @param folder its folder, of which {@code config.yaml} and {@code environment.json} are read
     * @throws InputException if there are no results yet, or a file is malformed
     * @throws IOException if a file cannot be read
     */
    public static CleaningReport of(Path folder, CleaningResults results) throws IOException, InputException {
        if (results.noiseLevels().isEmpty()) {
            throw InputException.inFile(
                    folder.resolve(CleaningResults.CURVES),
                    "has no curve yet",
                    "",
                    "make the report when the first cell is done");
        }
        return new CleaningReport(RunReader.withoutResults(folder, "selector"), results);
    }

    @Override
    public Path write(Path out) throws InputException {
        Optional<String> noText = FigureWriter.whyNoText();
        ReportFiles.warnOfMissingFonts(noText);
        Map<CleaningTexts, List<Drawing>> levels = new LinkedHashMap<>();
        levels().forEach(level -> levels.put(level, noText.isPresent() ? List.of() : figures(level.noise())));
        String html = new CleaningPage(run, levels).html(results.experiment());
        return ReportFiles.write(
                html, levels.values().stream().flatMap(List::stream).toList(), out);
    }

    @Override
    public List<Drawing> figures() {
        return levels().flatMap(level -> figures(level.noise()).stream()).toList();
    }

    @Override
    public String text() {
        return levels().map(level -> TextTable.ascii(level.finding()) + "\n"
                        + level.tables().stream()
                                .map(table -> "\n" + TextTable.of(table))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String summary(int columns, int lines) {
        String head = TextTable.filled(levels().map(CleaningTexts::finding).collect(Collectors.joining(" ")), columns);
        int levels = results.noiseLevels().size();
        // Of each level a blank line, a caption, a header and the selectors.
        int room = (lines - 1 - (int) head.lines().count()) / levels - 3;
        int left = Math.max(0, results.selectors(results.noiseLevels().get(0)).size() - Math.max(1, room));
        return head
                + levels().limit(room < 1 ? 1 : levels)
                        .map(level -> "\n" + TextTable.of(level.tables().get(0), columns, Math.max(1, room)))
                        .collect(Collectors.joining())
                + ScreenSummary.left(left, "selector", "selectors");
    }

    /** In bold the best alone. */
    @Override
    public List<Table> forPapers() {
        return levels().flatMap(level -> level.tables().stream()).toList();
    }

    private Stream<CleaningTexts> levels() {
        return results.noiseLevels().stream().map(noise -> new CleaningTexts(results, noise));
    }

    /** A measure of {@link CleaningPoint} as a curve. */
    private enum Drawn {
        LABEL_ACCURACY("label accuracy", true),
        CLEAR("clear examples mislabelled", false),
        AMBIGUOUS("ambiguous examples mislabelled", false),
        TOTAL_VARIATION("total variation", true);

        private final Quantity quantity;

        Drawn(String label, boolean fraction) {
            this.quantity = new Quantity(label, fraction);
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
        Map<String, SeriesStyle> styles = StrategyStyles.of(selectors);
        FigureIds ids = new FigureIds();
        for (Drawn measure : Drawn.values()) {
            List<Line> lines = selectors.stream()
                    .map(selector ->
                            new Line(selector, styles.get(selector), curve(noise, selector, measure), Optional.empty()))
                    .toList();
            String title = measure.quantity.title() + ": noise " + noise;
            LearningFigure.of(ids.next("noise", noise, measure.quantity.label()), title, measure.quantity, lines)
                    .map(Drawing::of)
                    .ifPresent(drawings::add);
        }
        return drawings;
    }

    private Curve curve(String noise, String selector, Drawn measure) {
        List<CleaningResults.TrialCurve> trials = results.curves(noise, selector);
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
