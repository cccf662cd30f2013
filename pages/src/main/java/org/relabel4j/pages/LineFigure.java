package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Lines against the labels that they took, with bands, further lines dashed, names beside the line ends. */
public final class LineFigure {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 390;
    private static final int HEADING = 48;
    private static final BasicStroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);

    /**
     * What stands around the lines.
     *
     * @param title what the figure shows
     * @param subtitle how to read the lines
     * @param labels which labels are counted across, lower case
     */
    public record Frame(String title, String subtitle, String labels) {}

    /**
     * What the lines are.
     *
     * @param label name in running text, lower case
     * @param isFraction whether it has decimals; otherwise it counts something
     * @param most no value is above
     */
    public record Axis(String label, boolean isFraction, double most) {
        /** Of what lies between 0 and 1, or else counts something. */
        public Axis(String label, boolean isFraction) {
            this(label, isFraction, isFraction ? 1 : Double.MAX_VALUE);
        }

        /** The name as a title. */
        public String title() {
            return Character.toUpperCase(label.charAt(0)) + label.substring(1);
        }
    }

    /**
     * A point of a line.
     *
     * @param labels how many labels it took
     * @param value its height
     * @param low lower end of the band around the line; the value where there is none
     * @param high upper end
     */
    public record Point(double labels, double value, double low, double high) {
        /** A point without a band. */
        public static Point of(double labels, double value) {
            return new Point(labels, value, value, value);
        }
    }

    /**
     * A line with its name.
     *
     * @param name written beside the end of the line
     * @param style colour and marker
     * @param points from left to right
     * @param hasBand whether a band is drawn from the points' lower to their upper ends
     * @param dashed points of a line that is drawn dashed in the same colour; may be empty
     */
    public record Line(String name, SeriesStyle style, List<Point> points, boolean hasBand, List<Point> dashed) {
        public Line {
            points = List.copyOf(points);
            dashed = List.copyOf(dashed);
        }

        Point last() {
            return points.get(points.size() - 1);
        }
    }

    private final Frame frame;
    private final Axis axis;
    private final List<Line> lines;
    private final Range across;
    private final Range up;

    private LineFigure(Frame frame, Axis axis, List<Line> lines) {
        this.frame = frame;
        this.axis = axis;
        this.lines = lines;
        this.across = Range.of(allPoints().map(Point::labels).toList()).padded(0.02, 1);
        Range shown = Range.of(
                        allPoints().flatMap(p -> Stream.of(p.low(), p.high())).toList())
                .padded(0.04, axis.isFraction() ? 0.02 : 1);
        this.up = axis.isFraction() ? shown.within(-0.004, axis.most() + 0.004) : shown.within(0, Double.MAX_VALUE);
    }

    /**
     * The figure, or empty if there is nothing to draw.
     *
     * @param id see {@link Figure}
     * @param frame what stands around the lines
     * @param axis what they are
     * @param lines the lines; those without a point are left out
     */
    public static Optional<Figure> of(String id, Frame frame, Axis axis, List<Line> lines) {
        List<Line> known = lines.stream().filter(l -> !l.points().isEmpty()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        LineFigure figure = new LineFigure(frame, axis, known);
        return Optional.of(new Figure(id, frame.title(), figure.description(), WIDTH, HEIGHT, figure::paint));
    }

    private Stream<Point> allPoints() {
        return lines.stream().flatMap(line -> Stream.concat(line.points().stream(), line.dashed().stream()));
    }

    private String description() {
        return axis.title() + " against " + frame.labels() + ". "
                + lines.stream()
                        .map(line -> String.format(
                                Locale.ROOT,
                                axis.isFraction()
                                        ? "%s: from %.3f to %.3f after %,.0f labels"
                                        : "%s: from %,.0f to %,.0f after %,.0f labels",
                                line.name(),
                                line.points().get(0).value(),
                                line.last().value(),
                                line.last().labels()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private void paint(Graphics2D graphics) {
        ChartStyle.heading(graphics, WIDTH, HEIGHT, frame.title(), frame.subtitle());
        int plotWidth = WIDTH - LineNames.width(lines);
        XYChart chart = chart(plotWidth);
        graphics.translate(0, HEADING);
        chart.paint(graphics, plotWidth, HEIGHT - HEADING);
        graphics.setClip(null);
        LineNames.paint(graphics, chart, lines, plotWidth, HEIGHT - HEADING);
        graphics.translate(0, -HEADING);
    }

    private XYChart chart(int plotWidth) {
        XYChart chart = new XYChartBuilder()
                .width(plotWidth)
                .height(HEIGHT - HEADING)
                .xAxisTitle(frame.labels())
                .yAxisTitle(axis.label())
                .build();
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setXAxisMin(across.low()).setXAxisMax(across.high());
        chart.getStyler().setYAxisMin(up.low()).setYAxisMax(up.high());
        chart.getStyler()
                .setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern(!axis.isFraction() ? "#,##0" : up.high() - up.low() < 0.08 ? "0.000" : "0.00");
        // Names of series never show, so they are numbers: XChart wants them unique and would take TeX in them
        // seriously.
        if (lines.stream().anyMatch(line -> line.points().size() > LineSeries.MOST_MARKERS)) {
            addUnevenTicks(chart);
        }
        for (int i = 0; i < lines.size(); i++) {
            LineSeries.addBand(chart, "band" + i, lines.get(i));
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.dashed().isEmpty()) {
                LineSeries.addLine(chart, "dashed" + i, line.dashed(), line, DASHED);
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            LineSeries.addLine(chart, "line" + i, lines.get(i).points(), lines.get(i), LINE);
            LineSeries.addMarkers(chart, "marker" + i, lines.get(i));
        }
        return chart;
    }

    /**
     * XChart puts ticks at some of the points if these are at equal distances, which crowds them when there are many. An
     * invisible point between two others makes it choose round numbers.
     */
    private void addUnevenTicks(XYChart chart) {
        double[] x = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(Point::labels)
                .distinct()
                .sorted()
                .limit(2)
                .toArray();
        if (x.length < 2) {
            return;
        }
        LineSeries.add(chart, "ticks", new double[] {(x[0] + x[1]) / 2}, new double[] {up.low()});
    }
}
