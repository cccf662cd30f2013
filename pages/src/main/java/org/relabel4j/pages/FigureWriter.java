package org.relabel4j.pages;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Renders figures as SVG, in which text stays text, and as PNG, with title and subtitle above. */
public final class FigureWriter {

    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final int PNG_SCALE = 2;
    private static final int HEADING = 48;

    /** Fonts of the same widths first. */
    private static final String FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif";

    private FigureWriter() {}

    /**
     * Whether text can be drawn: a bare server or container may have a JDK but no fonts, and the JDK then fails in ways
     * that depend on system and version.
     *
     * @return what is wrong, or empty if all is well
     */
    public static Optional<String> whyNoText() {
        try {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setFont(ChartStyle.FONT);
            graphics.drawString("x", 0, 8);
            graphics.dispose();
            return Optional.empty();
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Java 17 without fonts throws a plain Error, without fontconfig or freetype a LinkageError.
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return Optional.of(root.toString().lines().findFirst().orElseThrow());
        }
    }

    /** The figure as an SVG element: no XML declaration, no document type, so it can stand in a page or a file. */
    public static String svg(Figure figure) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGraphics2D graphics = new SVGGraphics2D(context(document, figure), false);
            graphics.setSVGCanvasSize(new Dimension(figure.width(), figure.height()));
            figure.paint(graphics);
            Element root = graphics.getRoot();
            describe(root, figure, document);
            return text(root);
        } catch (ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException("the JDK's XML support does not work: " + e.getMessage(), e);
        }
    }

    private static SVGGeneratorContext context(Document document, Figure figure) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(2);
        // Several figures share a page, so each needs its own identifiers; Batik's one fixed name goes in describe().
        context.setIDGenerator(new SVGIDGenerator() {
            @Override
            public String generateID(String prefix) {
                return figure.id() + "-" + super.generateID(prefix);
            }
        });
        return context;
    }

    private static void describe(Element root, Figure figure, Document document) {
        NodeList definitions = root.getElementsByTagNameNS(SVG, "defs");
        for (int i = 0; i < definitions.getLength(); i++) {
            ((Element) definitions.item(i)).removeAttribute("id");
        }
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            name(FONTS, (Element) all.item(i));
        }
        name(FONTS, root);
        Element title = document.createElementNS(SVG, "title");
        title.setAttribute("id", figure.id() + "-title");
        title.setTextContent(Html.printable(figure.title()));
        Element description = document.createElementNS(SVG, "desc");
        description.setAttribute("id", figure.id() + "-desc");
        description.setTextContent(Html.printable(figure.description()));
        root.insertBefore(description, root.getFirstChild());
        root.insertBefore(title, description);
        root.setAttribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
        root.setAttribute("role", "img");
        root.setAttribute("aria-labelledby", figure.id() + "-title " + figure.id() + "-desc");
    }

    private static void name(String fonts, Element element) {
        if (element.hasAttribute("font-family")) {
            element.setAttribute("font-family", fonts);
        }
    }

    private static String text(Element root) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Transformer transformer = factory.newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(root), new StreamResult(text));
        return text.toString();
    }

    /** Writes the figure as PNG, twice as many pixels as points. */
    public static void png(Figure figure, OutputStream stream) throws IOException {
        int height = figure.height() + HEADING;
        BufferedImage image =
                new BufferedImage(figure.width() * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(PNG_SCALE, PNG_SCALE);
            ChartStyle.smooth(graphics);
            ChartStyle.heading(graphics, figure.width(), height, figure.title(), figure.subtitle());
            graphics.translate(0, HEADING);
            figure.paint(graphics);
        } finally {
            graphics.dispose();
        }
        // In memory: ImageIO's own way needs java.io.tmpdir, and prints a stack trace much later where the disk is
        // full.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream encoded = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", encoded);
        }
        bytes.writeTo(stream);
    }
}
