package org.relabel4j.pages;

import java.awt.Graphics2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines against the labels that they took, further lines dashed, names beside the line ends from the highest to the lowest. Up to
 * four lines have bands around them; where more would hide each other, each has its interval at the end alone.
 */
public final class LineFigure {
    /** More bands than these are no longer told apart. */
    public static final int MOST_BANDS = 4;

    private static final int WIDTH = 520;
    private static final int HEIGHT = 342;
    private static final int LEAST_AREA = 360;
    private static final int TICK_WIDTH = 80;
    private static final int TICK_HEIGHT = 40;

    /**
     * What stands around the lines.
     *
     * @param title what the figure shows
     * @param subtitle how to read the lines
     * @param labels which labels are counted across, lower case
     * @param dashed what the dashed lines are, written beside the lines' names; where there are none it is not
     */
    public record Frame(String title, String subtitle, String labels, String dashed) {}

    /**
     * What the lines are.
     *
     * @param label name in running text, lower case
     * @param isFraction whether it has decimals; otherwise it counts something
     * @param most no value is above
     */
    public record Quantity(String label, boolean isFraction, double most) {
        /** Of what lies between 0 and 1, or else counts something. */
        public Quantity(String label, boolean isFraction) {
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
     * @param hasBand whether the points' lower and upper ends are drawn
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
    private final Quantity quantity;
    private final List<Line> lines;
    private final LineNames names;
    private final int width;
    private final int height;

    private LineFigure(Frame frame, Quantity quantity, List<Line> lines) {
        this.frame = frame;
        this.quantity = quantity;
        this.lines = lines.stream()
                .sorted(Comparator.comparingDouble(line -> -line.last().value()))
                .toList();
        boolean hasDashed = lines.stream().anyMatch(line -> !line.dashed().isEmpty());
        this.names = new LineNames(this.lines, hasDashed ? frame.dashed() : "");
        this.width = Math.max(WIDTH, LEAST_AREA + names.width());
        this.height = Math.max(HEIGHT, names.height());
    }

    /**
     * The figure, or empty if there is nothing to draw.
     *
     * @param id see {@link Figure}
     * @param frame what stands around the lines
     * @param quantity what they are
     * @param lines the lines; those without a point are left out
     */
    public static Optional<Figure> of(String id, Frame frame, Quantity quantity, List<Line> lines) {
        List<Line> known = lines.stream().filter(l -> !l.points().isEmpty()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        LineFigure figure = new LineFigure(frame, quantity, known);
        return Optional.of(new Figure(
                id, frame.title(), frame.subtitle(), figure.description(), figure.width, figure.height, figure::paint));
    }

    private String description() {
        return quantity.title() + " against " + frame.labels() + ". "
                + lines.stream()
                        .map(line -> String.format(
                                Locale.ROOT,
                                quantity.isFraction()
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
        int plotWidth = width - names.width();
        Axes axes = new Axes(across(plotWidth), up(), plotWidth, height);
        axes.paint(graphics);
        new LinePainter(graphics, axes, lines).paint();
        names.paint(graphics, axes, plotWidth, height);
    }

    private Axis across(int plotWidth) {
        Range range = Range.of(allPoints().map(Point::labels).toList()).padded(0.02, 1);
        return Axis.of(frame.labels(), range, false, (double) plotWidth / TICK_WIDTH);
    }

    private Axis up() {
        Range shown = Range.of(Stream.concat(
                                allPoints().map(Point::value), intervals().flatMap(p -> Stream.of(p.low(), p.high())))
                        .toList())
                .padded(0.04, quantity.isFraction() ? 0.02 : 1);
        Range range = quantity.isFraction()
                ? shown.within(-0.004, quantity.most() + 0.004)
                : shown.within(0, Double.MAX_VALUE);
        return Axis.of(quantity.label(), range, quantity.isFraction(), (double) height / TICK_HEIGHT);
    }

    /** The points whose lower and upper ends are drawn. */
    private Stream<Point> intervals() {
        return lines.size() > MOST_BANDS ? lines.stream().map(Line::last) : allPoints();
    }

    private Stream<Point> allPoints() {
        return lines.stream().flatMap(line -> Stream.concat(line.points().stream(), line.dashed().stream()));
    }
}
