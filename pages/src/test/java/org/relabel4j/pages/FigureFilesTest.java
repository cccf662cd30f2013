package org.relabel4j.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.relabel4j.pages.LineFigure.Frame;
import org.relabel4j.pages.LineFigure.Line;
import org.relabel4j.pages.LineFigure.Point;
import org.relabel4j.pages.LineFigure.Quantity;

/** Figures as files for papers. */
class FigureFilesTest {
    private static final List<String> WORDS = List.of("labels bought", "accuracy", "200", "0.80", "line 0");

    @Test
    void svgHasItsTextAsTextAndNoTitleInThePicture() {
        String svg = FigureWriter.svg(figure("line ", 2));

        for (String word : WORDS) {
            assertTrue(svg.contains(">" + word + "</text>"), word);
        }
        assertFalse(svg.contains(">A title</text>"));
    }

    @Test
    void pdfHasItsTextAsTextInAnEmbeddedFont() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(figure("line ", 2)))) {
            // Turned letters come a line each.
            String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            for (String word : WORDS) {
                assertTrue(text.contains(word.replace(" ", "")), text);
            }
            List<PDFont> fonts = fonts(document.getPage(0).getResources());
            assertFalse(fonts.isEmpty());
            assertTrue(fonts.stream().allMatch(PDFont::isEmbedded));
        }
    }

    @Test
    void lettersThatTheFontLacksAreDrawn() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(figure("日本", 2)))) {
            assertTrue(new PDFTextStripper().getText(document).contains("labels bought"));
        }
    }

    @Test
    void theSameFigureGivesTheSamePdf() throws IOException {
        assertArrayEquals(pdf(figure("line ", 2)), pdf(figure("line ", 2)));
    }

    @Test
    void manyLinesHaveIntervalsAtTheirEndInPlaceOfBands() {
        String few = FigureWriter.svg(figure("line ", LineFigure.MOST_BANDS));
        String many = FigureWriter.svg(figure("line ", LineFigure.MOST_BANDS + 1));

        // Nothing but a band is as pale.
        assertTrue(few.contains("fill-opacity=\"0.15\""));
        assertFalse(many.contains("fill-opacity=\"0.15\""));
    }

    @Test
    void namesStandInTheOrderOfTheLastValues() {
        String svg = FigureWriter.svg(figure("line ", 30));

        List<Integer> places = IntStream.range(0, 30)
                .mapToObj(n -> svg.indexOf(">line " + n + "</text>"))
                .toList();
        assertEquals(places.stream().sorted(Comparator.reverseOrder()).toList(), places);
        assertFalse(places.contains(-1));
    }

    /** Lines of which each ends above the one before it. */
    private static Figure figure(String name, int lines) {
        return LineFigure.of(
                        "figure",
                        new Frame("A title", "how to read it", "labels bought", "published"),
                        new Quantity("accuracy", true),
                        IntStream.range(0, lines)
                                .mapToObj(n -> new Line(
                                        name + n,
                                        SeriesStyle.style(n),
                                        List.of(
                                                point(0, 0.7),
                                                point(200, 0.7 + 0.1 * n / lines),
                                                point(400, 0.75 + 0.1 * n / lines)),
                                        true,
                                        List.of()))
                                .toList())
                .orElseThrow();
    }

    @Test
    void saysInTheFigureWhatDashedLinesAre() {
        List<Point> points = List.of(Point.of(0, 0.5), Point.of(100, 0.9));
        Frame frame = new Frame("A title", "how to read it", "labels bought", "published");
        Line plain = new Line("mine", SeriesStyle.style(0), points, false, List.of());
        Line dashed = new Line("mine", SeriesStyle.style(0), points, false, points);

        assertTrue(svg(frame, dashed).contains(">published</text>"));
        assertFalse(svg(frame, plain).contains(">published</text>"));
    }

    private static String svg(Frame frame, Line line) {
        return FigureWriter.svg(LineFigure.of("figure", frame, new Quantity("accuracy", true), List.of(line))
                .orElseThrow());
    }

    private static Point point(double labels, double value) {
        return new Point(labels, value, value - 0.05, value + 0.05);
    }

    private static byte[] pdf(Figure figure) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfWriter.write(figure, bytes);
        return bytes.toByteArray();
    }

    private static List<PDFont> fonts(PDResources resources) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form) {
                fonts.addAll(fonts(form.getResources()));
            }
        }
        return fonts;
    }
}
