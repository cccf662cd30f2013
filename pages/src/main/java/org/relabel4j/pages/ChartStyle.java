package org.relabel4j.pages;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import org.knowm.xchart.style.AxesChartStyler;

/** What all charts have in common: white ground, quiet grid, dark text large enough for a phone. */
public final class ChartStyle {

    /** Of names and titles of axes. */
    public static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    /** Of text. */
    public static final Color TEXT = new Color(0x222222);

    private static final Color QUIET_TEXT = new Color(0x555555);

    private static final Color GRID = new Color(0xE3E3E3);
    private static final Color AXIS = new Color(0x888888);
    private static final String ELLIPSIS = "…";

    private ChartStyle() {}

    /** Gives a chart the common look. */
    public static void apply(AxesChartStyler styler) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartPadding(6);
        styler.setPlotContentSize(1);
        styler.setChartFontColor(TEXT);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTickMarksColor(AXIS);
        styler.setAxisTickLabelsColor(TEXT);
        styler.setAxisTickLabelsFont(FONT.deriveFont(13.5f));
        styler.setAxisTitleFont(FONT);
        styler.setXAxisTickMarkSpacingHint(80);
        styler.setYAxisTickMarkSpacingHint(40);
    }

    /** Fills the figure's ground and writes a title, left-aligned, with a smaller line below it. */
    public static void heading(Graphics2D graphics, int width, int height, String title, String subtitle) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        text(graphics, title, FONT.deriveFont(Font.BOLD, 16f), TEXT, 8, 22, width - 16);
        text(graphics, subtitle, FONT.deriveFont(12.5f), QUIET_TEXT, 8, 41, width - 16);
    }

    /** Writes one line of text from (x, y) on, shortened to the width. */
    public static void text(Graphics2D graphics, String text, Font font, Color color, int x, double y, int maxWidth) {
        String fitting = fit(Html.printable(text), font, maxWidth);
        if (!fitting.isBlank()) {
            graphics.setFont(font);
            graphics.setColor(color);
            graphics.drawString(fitting, x, (float) y);
        }
    }

    private static String fit(String text, Font font, int maxWidth) {
        String fitting = text;
        while (width(fitting, font) > maxWidth && fitting.length() > 2) {
            fitting = fitting.substring(0, fitting.length() - 2) + ELLIPSIS;
        }
        return fitting;
    }

    /** Width of a line of text, in points. */
    public static double width(String text, Font font) {
        return font.getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }
}
