package org.relabel4j.pages;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** The text of all charts: dark, and large enough for a phone. */
public final class ChartStyle {
    /** Liberation Sans, as wide as Arial and Helvetica, which comes with PDFBox: figures are the same on every machine. */
    static final String FONT_FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Of names and titles of axes. */
    public static final Font FONT = font().deriveFont(14f);

    private static final String ELLIPSIS = "…";

    private ChartStyle() {}

    private static Font font() {
        try (InputStream file = PDFont.class.getResourceAsStream(FONT_FILE)) {
            return Font.createFont(Font.TRUETYPE_FONT, file);
        } catch (IOException | FontFormatException e) {
            // Java keeps a copy in java.io.tmpdir: where it cannot, the system's own will do.
            return new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        }
    }

    /** Fills the figure's ground and writes a title, left-aligned, with a smaller line below it. */
    static void heading(Graphics2D graphics, int width, int height, String title, String subtitle) {
        graphics.setColor(Ink.GROUND.color());
        graphics.fillRect(0, 0, width, height);
        text(graphics, title, FONT.deriveFont(Font.BOLD, 16f), Ink.TEXT.color(), 8, 22, width - 16);
        text(graphics, subtitle, FONT.deriveFont(12.5f), Ink.QUIET.color(), 8, 41, width - 16);
    }

    /** Makes edges of shapes and letters smooth. */
    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Writes one line of text from (x, y) on, shortened to the width. */
    public static void text(
            Graphics2D graphics, String text, Font font, Color color, double x, double y, double maxWidth) {
        String fitting = fit(Html.printable(text), font, maxWidth);
        if (!fitting.isBlank()) {
            graphics.setFont(able(fitting, font));
            graphics.setColor(color);
            graphics.drawString(fitting, (float) x, (float) y);
        }
    }

    private static String fit(String text, Font font, double maxWidth) {
        String fitting = text;
        while (width(fitting, font) > maxWidth && fitting.length() > 2) {
            fitting = fitting.substring(0, fitting.length() - 2) + ELLIPSIS;
        }
        return fitting;
    }

    /** Width of a line of text, in points. */
    public static double width(String text, Font font) {
        return able(text, font)
                .getStringBounds(text, new FontRenderContext(null, true, true))
                .getWidth();
    }

    /** The font, or the system's in its place for a text that it has no letters for. */
    private static Font able(String text, Font font) {
        return font.canDisplayUpTo(text) < 0 ? font : new Font(Font.SANS_SERIF, font.getStyle(), font.getSize());
    }
}
