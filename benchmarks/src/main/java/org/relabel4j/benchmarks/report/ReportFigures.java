package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.report.LearningFigure.Line;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.pages.Figure;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.FigureIds;
import org.relabel4j.pages.SeriesStyle;

/**
 * All figures of a report, drawn.
 *
 * @param ofModels figures of each model of each run
 * @param comparisons figures that compare runs, by heading
 */
record ReportFigures(Map<ModelResult, OfModel> ofModels, Map<String, List<Drawing>> comparisons) {

    /** A report without figures. */
    static final ReportFigures NONE = new ReportFigures(Map.of(), Map.of());

    /**
     * Figures of one model in one run.
     *
     * @param learning learning curves
     * @param spending where each strategy's labels went
     */
    record OfModel(List<Drawing> learning, List<Drawing> spending) {
        static final OfModel NONE = new OfModel(List.of(), List.of());
    }

    /**
     * @param further metrics of which to draw learning curves besides the accuracies
     */
    static ReportFigures of(List<RunData> runs, List<Metric> further) {
        FigureIds ids = new FigureIds();
        Map<ModelResult, OfModel> ofModels = new LinkedHashMap<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                ofModels.put(model, ofModel(model, ids, runs.size() > 1 ? run.name() : "", further));
            }
        }
        Map<String, List<Drawing>> comparisons = new LinkedHashMap<>();
        for (RunsCompared comparison : RunsCompared.all(runs)) {
            comparisons.put(
                    comparison.heading(),
                    comparison.figures(ids).stream().map(Drawing::of).toList());
        }
        return new ReportFigures(ofModels, comparisons);
    }

    OfModel of(ModelResult model) {
        return ofModels.getOrDefault(model, OfModel.NONE);
    }

    List<Drawing> all() {
        return Stream.concat(
                        comparisons.values().stream().flatMap(List::stream),
                        ofModels.values().stream()
                                .flatMap(m -> Stream.concat(m.learning().stream(), m.spending().stream())))
                .toList();
    }

    private static OfModel ofModel(ModelResult model, FigureIds ids, String run, List<Metric> further) {
        Map<String, SeriesStyle> styles = StrategyStyles.of(
                model.strategies().stream().map(StrategyResult::strategy).toList());
        List<Figure> learning = new ArrayList<>();
        List<Metric> drawn = new ArrayList<>(List.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY));
        drawn.addAll(further);
        for (Metric metric : drawn) {
            Map<String, Curve> published = Metric.ACCURACIES.contains(metric) ? model.published(metric) : Map.of();
            List<Line> lines = model.strategies().stream()
                    .map(s -> new Line(
                            s.strategy(),
                            styles.get(s.strategy()),
                            s.curve(metric),
                            Optional.ofNullable(published.get(s.strategy()))))
                    .toList();
            String title = metric.title() + ": " + model.experiment() + ", " + model.model();
            LearningFigure.of(
                            ids.next(run, model.experiment(), model.model(), metric.label()),
                            title,
                            LearningFigure.quantity(metric),
                            lines)
                    .ifPresent(learning::add);
        }
        double largest = model.strategies().stream()
                .flatMap(s -> s.spending().stream())
                .mapToDouble(s -> s.onNew() + s.onRepeated())
                .max()
                .orElse(0);
        List<Figure> spending = model.strategies().stream()
                .flatMap(s -> SpendingFigure.of(
                        ids.next(run, model.experiment(), model.model(), "labels", s.strategy()),
                        s,
                        styles.get(s.strategy()),
                        largest)
                        .stream())
                .toList();
        return new OfModel(
                learning.stream().map(Drawing::of).toList(),
                spending.stream().map(Drawing::of).toList());
    }
}
