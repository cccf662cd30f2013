package org.relabel4j.benchmarks.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Optional;
import org.relabel4j.benchmarks.report.StrategyResult.Spending;
import org.relabel4j.pages.Axes;
import org.relabel4j.pages.Axis;
import org.relabel4j.pages.ChartStyle;
import org.relabel4j.pages.Figure;
import org.relabel4j.pages.Ink;
import org.relabel4j.pages.Range;
import org.relabel4j.pages.SeriesStyle;

/** How one strategy spent each round's labels: stacked bars of labels for repeated and for new examples. */
final class SpendingFigure {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 212;
    private static final int KEY = 24;
    private static final int SWATCH = 12;

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
                figure.subtitle(),
                result.strategy() + ": " + figure.subtitle(),
                WIDTH,
                KEY + HEIGHT,
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
        Range rounds = new Range(-0.6, Math.max(result.spending().size(), 2) - 0.4);
        Axis across = Axis.of("round", rounds, false, WIDTH / 60.0);
        Axis up = Axis.of("labels", new Range(0, largest * 1.02), false, HEIGHT / 45.0);
        Axes axes = new Axes(across, up, WIDTH - 8, HEIGHT);
        double left = axes.x(rounds.low());
        key(graphics, left, style.color(), "repeated examples");
        key(graphics, (left + WIDTH) / 2, Ink.FAINT.color(), "new examples");
        graphics.translate(0, KEY);
        axes.paint(graphics);
        for (int round = 0; round < result.spending().size(); round++) {
            Spending spending = result.spending().get(round);
            double repeated = Math.max(spending.onRepeated(), 0);
            bar(graphics, axes, round, 0, repeated, style.color());
            bar(graphics, axes, round, repeated, repeated + Math.max(spending.onNew(), 0), Ink.FAINT.color());
        }
    }

    private static void key(Graphics2D graphics, double x, Color color, String text) {
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(x, 8, SWATCH, SWATCH));
        ChartStyle.text(graphics, text, ChartStyle.FONT, Ink.TEXT.color(), x + SWATCH + 6, 19, WIDTH / 2.0);
    }

    private static void bar(Graphics2D graphics, Axes axes, int round, double from, double to, Color color) {
        double left = axes.x(round - 0.42);
        graphics.setColor(color);
        graphics.fill(new Rectangle2D.Double(left, axes.y(to), axes.x(round + 0.42) - left, axes.y(from) - axes.y(to)));
    }
}
