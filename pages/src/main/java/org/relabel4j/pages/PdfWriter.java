package org.relabel4j.pages;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Writes figures as PDF: a page of the figure's size, with its font embedded, so that text can be searched and copied. */
public final class PdfWriter {
    private PdfWriter() {}

    /** Writes the figure. The same figure gives the same bytes. */
    public static void write(Figure figure, OutputStream stream) throws IOException {
        try (PDDocument document = new PDDocument();
                InputStream file = PDFont.class.getResourceAsStream(ChartStyle.FONT_FILE)) {
            PDPage page = new PDPage(new PDRectangle(figure.width(), figure.height()));
            document.addPage(page);
            document.getDocumentInformation().setTitle(Html.printable(figure.title()));
            // Else an identifier of the time of day.
            document.setDocumentId((long) figure.id().hashCode());
            PDFont font = PDType0Font.load(document, file);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, figure.width(), figure.height());
            graphics.setFontTextDrawer(new OneFont(font));
            figure.paint(graphics);
            graphics.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(stream);
        }
    }

    /** Knows the font of figures; text in another, which has letters that this one lacks, is drawn as outlines. */
    private static final class OneFont extends PdfBoxGraphics2DFontTextDrawer {
        private final PDFont font;

        OneFont(PDFont font) {
            this.font = font;
        }

        @Override
        protected PDFont mapFont(Font wanted, IFontTextDrawerEnv env) {
            return wanted.getFontName().equals(ChartStyle.FONT.getFontName()) ? font : null;
        }
    }
}
