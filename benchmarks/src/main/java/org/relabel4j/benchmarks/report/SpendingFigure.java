package org.relabel4j.benchmarks.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.relabel4j.benchmarks.report.StrategyResult.Spending;
import org.relabel4j.pages.ChartStyle;
import org.relabel4j.pages.Figure;
import org.relabel4j.pages.SeriesStyle;

/** How one strategy spent each round's labels: stacked bars of labels for repeated and for new examples. */
final class SpendingFigure {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 260;
    private static final int HEADING = 48;
    private static final Color NEW = new Color(0xD5D9DE);

    private final StrategyResult result;
    private final SeriesStyle style;
    private final double largest;

    private SpendingFigure(StrategyResult result, SeriesStyle style, double largest) {
        this.result = result;
        this.style = style;
        this.largest = largest;
    }

    /**
     * The figure, or empty if no label was bought.
     *
     * @param id see {@link Figure}
     * @param result the strategy
     * @param style its style
     * @param largest most labels that any strategy bought in a round, for a common scale
     */
    static Optional<Figure> of(String id, StrategyResult result, SeriesStyle style, double largest) {
        if (result.spending().isEmpty() || largest <= 0) {
            return Optional.empty();
        }
        SpendingFigure figure = new SpendingFigure(result, style, largest);
        return Optional.of(new Figure(
                id,
                "Labels for new and repeated examples: " + result.strategy(),
                result.strategy() + ": " + figure.subtitle(),
                WIDTH,
                HEIGHT,
                figure::paint));
    }

    private String subtitle() {
        double repeated =
                result.spending().stream().mapToDouble(Spending::onRepeated).sum();
        double all = repeated
                + result.spending().stream().mapToDouble(Spending::onNew).sum();
        return String.format(
                Locale.ROOT, "%.0f %% of %,.0f labels went to repeated examples", 100 * repeated / all, all);
    }

    private void paint(Graphics2D graphics) {
        ChartStyle.heading(graphics, WIDTH, HEIGHT, result.strategy(), subtitle());
        graphics.translate(0, HEADING);
        chart().paint(graphics, WIDTH, HEIGHT - HEADING);
        graphics.translate(0, -HEADING);
    }

    private CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT - HEADING)
                .xAxisTitle("round")
                .yAxisTitle("labels")
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setStacked(true);
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(largest * 1.02);
        chart.getStyler().setYAxisDecimalPattern("#,##0");
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(round -> round % 5 == 0 ? String.valueOf(round.intValue()) : "");
        List<Integer> rounds =
                IntStream.range(0, result.spending().size()).boxed().toList();
        add(chart, "repeated", rounds, style.color(), Spending::onRepeated);
        add(chart, "new", rounds, NEW, Spending::onNew);
        return chart;
    }

    private void add(
            CategoryChart chart, String name, List<Integer> rounds, Color color, ToDoubleFunction<Spending> labels) {
        List<Double> values = result.spending().stream()
                .map(spending -> Math.max(labels.applyAsDouble(spending), 0))
                .toList();
        CategorySeries series = chart.addSeries(name, rounds, values);
        series.setFillColor(color);
    }
}
