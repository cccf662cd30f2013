package org.relabel4j.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.report.LearningFigure.Line;
import org.relabel4j.benchmarks.statistics.Metric;

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
     * A figure and its vector form.
     *
     * @param figure the figure
     * @param svg the figure as an {@code svg} element
     */
    record Drawing(Figure figure, String svg) {
        static Drawing of(Figure figure) {
            return new Drawing(figure, FigureWriter.svg(figure));
        }
    }

    static ReportFigures of(List<RunData> runs) {
        FigureIds ids = new FigureIds();
        Map<ModelResult, OfModel> ofModels = new LinkedHashMap<>();
        for (RunData run : runs) {
            for (ModelResult model : run.models()) {
                ofModels.put(model, ofModel(model, ids, runs.size() > 1 ? run.name() : ""));
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

    private static OfModel ofModel(ModelResult model, FigureIds ids, String run) {
        Map<String, SeriesStyle> styles = SeriesStyle.ofStrategies(
                model.strategies().stream().map(StrategyResult::strategy).toList());
        List<Figure> learning = new ArrayList<>();
        for (Metric metric : List.of(Metric.CONSENSUS_ACCURACY, Metric.MODEL_ACCURACY)) {
            Map<String, Curve> published = model.published(metric);
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
                            LearningFigure.Axis.of(metric),
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
