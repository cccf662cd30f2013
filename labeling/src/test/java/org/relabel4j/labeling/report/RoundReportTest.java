package org.relabel4j.labeling.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RoundReportTest {
    private static final Pattern VOID = Pattern.compile("<((?:meta|img)\\b[^>]*)>");

    @TempDir
    private Path folder;

    @Test
    void isWellFormedRepeatsNoIdentifierAndLoadsNothing() throws Exception {
        String html = page(new RoundFixture());

        String own = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
        assertFalse(own.matches("(?s).*(https?:|<script|<link|@import|src=).*"));
        assertTrue(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
        Set<String> seen = new HashSet<>();
        Matcher ids = Pattern.compile("\\bid=\"([^\"]*)\"").matcher(html);
        while (ids.find()) {
            assertTrue(seen.add(ids.group(1)), ids.group(1));
        }
        assertTrue(html.contains("How well people agree: 1 always, 0 as by chance"));
        assertTrue(html.contains("The model against the consensus, by cross-validation, the newest round first"));
        assertTrue(seen.containsAll(List.of("ask", "wrong", "people", "rounds", "classes")), seen::toString);
    }

    @Test
    void sameRoundSameBytes() throws Exception {
        assertEquals(page(new RoundFixture()), page(new RoundFixture()));
    }

    @Test
    void aFirstRoundHasOnlyWhatToAsk() throws Exception {
        String html = RoundReport.html("new", new RoundFixture().size(20, 0, 5).first());
        parse(html);

        assertTrue(
                html.contains("Ask about these 5 examples next: 5 new, 0 again. Without labels they are spread over"));
        assertEquals(5, html.split("spread over the data: there is no model yet", -1).length - 1);
        assertFalse(html.contains("NaN"));
        assertFalse(html.contains("id=\"wrong\""));
    }

    @Test
    void showsHostileNamesAsText() throws Exception {
        String hostile = "<script>alert(1)</script>&\"'\u0007";

        String html = RoundReport.html(
                hostile,
                new RoundFixture()
                        .tasks(i -> hostile + i)
                        .people(List.of(hostile, "<img src=x>", "\u202Eabc", "x".repeat(300)))
                        .classes(List.of("<b>", "a&b", "</svg>", "\u05D0\u05D1"))
                        .warnings(hostile)
                        .make());
        parse(html);

        assertFalse(html.contains("<script>"));
        assertFalse(html.contains("<img"));
        assertFalse(html.contains("<b>" + "</th>"));
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;\uFFFD0"));
        assertTrue(html.contains("\u2068\u202Eabc\u2069"), "a name that turns the text is kept apart");
        assertTrue(html.contains("x".repeat(17) + "…" + "x".repeat(30)));
    }

    @Test
    void showsSmallCopiesOfImagesAndSaysWhereThereIsNone() throws Exception {
        Path large = folder.resolve("large.png");
        ImageIO.write(new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB), "png", large.toFile());
        Path broken = folder.resolve("broken.png");
        Files.writeString(broken, "no image");

        String html = page(new RoundFixture().size(20, 20, 3).images(i -> i % 2 == 0 ? large : broken));

        assertTrue(html.contains("src=\"data:image/jpeg;base64,"));
        assertTrue(html.contains("width=\"144\" height=\"72\""));
        assertTrue(html.contains("no image"));
    }

    private static String page(RoundFixture fixture) throws Exception {
        String html = RoundReport.html("flowers", fixture.make());
        parse(html);
        return html;
    }

    /** As XML, apart from the document type and the elements that HTML never closes. */
    private static Document parse(String html) throws Exception {
        String xml = VOID.matcher(html.replace("<!DOCTYPE html>\n", "")).replaceAll("<$1/>");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
