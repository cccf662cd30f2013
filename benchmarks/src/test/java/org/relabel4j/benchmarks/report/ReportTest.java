package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

    private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]*)\"");
    private static final List<String> STRATEGIES =
            List.of("activelab", "random", "good-random", "entropy", "uncertainty");

    @TempDir
    private Path folder;

    @Test
    void showsEachStrategyInTablesAndFigures() throws Exception {
        String html = report(new RunFixture().size(2, 5));

        assertEquals(2 + STRATEGIES.size(), svgs(html).size());
        for (String strategy : STRATEGIES) {
            assertTrue(html.contains("<th scope=\"row\">" + strategy + "</th>"), strategy);
            assertTrue(html.contains(strategy + ": from "), strategy);
        }
        // A key in each figure of where the labels went.
        assertEquals(STRATEGIES.size(), html.split(">repeated examples</text>", -1).length - 1);
        assertEquals(STRATEGIES.size(), html.split(">new examples</text>", -1).length - 1);
        assertTrue(html.contains(">published</text>") && html.contains("Published results"));
        assertTrue(html.contains("<th scope=\"row\">initial.label-counts</th>"));
        assertTrue(html.contains("<th scope=\"row\">backend.threads</th>"));
    }

    @Test
    void writesWellFormedFiguresThatPageAndFolderShare() throws Exception {
        Path run = new RunFixture().size(2, 5).write(folder.resolve("run"));

        String html = Files.readString(LearningReport.read(List.of(run)).write(run));

        Set<String> inPage = new HashSet<>(svgs(html));
        Set<String> inFolder = new HashSet<>();
        for (Path file : files(run.resolve("plots"), ".svg")) {
            Document svg = parse(Files.readString(file));
            assertEquals("img", svg.getDocumentElement().getAttribute("role"));
            assertEquals(1, svg.getElementsByTagName("desc").getLength());
            inFolder.add(Files.readString(file));
        }
        assertEquals(inFolder, inPage);
        for (Path file : files(run.resolve("plots"), ".png")) {
            assertTrue(ImageIO.read(file.toFile()).getWidth() >= 800, file::toString);
        }
        assertEquals(inFolder.size(), files(run.resolve("plots"), ".png").size());
    }

    @Test
    void loadsNothingAndRepeatsNoIdentifier() throws Exception {
        String html = report(new RunFixture().models("mlp", "extra-trees").size(2, 4));

        String namespacesAside = html.replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                .replace("xmlns:xlink=\"http://www.w3.org/1999/xlink\"", "");
        assertFalse(namespacesAside.contains("http:"));
        assertFalse(namespacesAside.contains("https:"));
        assertFalse(namespacesAside.matches("(?s).*(<script|<link|<img|@import|src=).*"));
        Set<String> seen = new HashSet<>();
        Matcher ids = ID.matcher(html);
        while (ids.find()) {
            assertTrue(seen.add(ids.group(1)), ids.group(1));
        }
        assertTrue(seen.size() > 20);
    }

    @Test
    void showsHostileNamesAsText() throws Exception {
        String hostile = "<script>alert(1)</script>&\"'$x^2$\u0007";
        RunFixture fixture = new RunFixture()
                .experiment(hostile)
                .models("../../m<b>")
                .strategies(hostile, "random", "]]></svg>")
                .note("<img src=x>")
                .size(2, 3);

        String html = report(fixture);

        assertFalse(html.contains("<script>"));
        assertFalse(html.contains("<img"));
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;$x^2$\uFFFD"));
        assertTrue(html.contains("&lt;img src=x&gt;"));
        assertEquals(5, svgs(html).size());
        for (String svg : svgs(html)) {
            parse(svg);
        }
        for (Path plot : files(folder.resolve("run/plots"), "")) {
            assertTrue(plot.getFileName().toString().matches("[a-z0-9-]+\\.(svg|png)"), plot::toString);
        }
    }

    @Test
    void copesWithOneTrialOfOneRoundOfOneStrategy() throws Exception {
        String html =
                report(new RunFixture().experiment("mine").strategies("entropy").size(1, 1));

        assertEquals(2, svgs(html).size());
        assertTrue(html.contains("No label has been bought yet: consensus accuracy starts at 0.8"));
        assertFalse(html.contains("NaN"));
        assertFalse(html.contains("±&nbsp;0.000"));
    }

    @Test
    void readsFilesWithoutTheLaterColumnsTheSame() throws Exception {
        Path full = new RunFixture().size(2, 4).write(folder.resolve("full/run"));
        Path old = new RunFixture().size(2, 4).withoutMoreColumns().write(folder.resolve("old/run"));

        LearningReport.read(List.of(full)).write(full);
        LearningReport.read(List.of(old)).write(old);

        assertArrayEquals(
                Files.readAllBytes(full.resolve("report.html")), Files.readAllBytes(old.resolve("report.html")));
    }

    @Test
    void saysHowFarAnUnfinishedRunGot() throws Exception {
        Path run = new RunFixture().strategies("activelab", "random").size(2, 6).write(folder.resolve("run"));
        List<String> lines = Files.readAllLines(run.resolve("rounds.csv"));
        // Stops in round 3 of the second strategy's second trial: header + 3 * 6 rows + 4 rows.
        Files.write(run.resolve("rounds.csv"), lines.subList(0, 1 + 18 + 4));

        String html = Files.readString(LearningReport.read(List.of(run)).write(run));
        String text = LearningReport.read(List.of(run)).text();

        assertTrue(html.contains("random: 1 unfinished trial left out."));
        assertTrue(html.contains("The run is not finished."));
        assertTrue(text.contains("random: 1 unfinished trial left out."), text);
    }

    @Test
    void worksWithoutConfigurationAndEnvironment() throws Exception {
        Path run = new RunFixture().size(1, 2).write(folder.resolve("run"));
        Files.delete(run.resolve("config.yaml"));
        Files.delete(run.resolve("environment.json"));

        String html = Files.readString(LearningReport.read(List.of(run)).write(run));

        assertTrue(html.contains("Configuration: not in the run folder."));
    }

    @Test
    void comparesRunsAndListsWhereTheyDiffer() throws Exception {
        Path first =
                new RunFixture().strategies("activelab", "random").size(2, 4).write(folder.resolve("a/run"));
        Path second = new RunFixture()
                .strategies("activelab", "entropy")
                .size(2, 4)
                .batch(50)
                .write(folder.resolve("b/run"));

        String html =
                Files.readString(LearningReport.read(List.of(first, second)).write(folder.resolve("both")));

        assertTrue(html.contains("run (2)"));
        assertTrue(html.contains("<th scope=\"row\">batch</th>\n<td class=\"\">100</td>\n<td class=\"\">50</td>"));
        assertFalse(html.contains("<th scope=\"row\">seed</th>\n<td class=\"\">1</td>\n<td class=\"\">1</td>"));
        // One pair for the strategy that both have, a pair for each run, one figure for each run's strategy.
        assertEquals(2 + 2 * 2 + 2 * 2, svgs(html).size());
        assertTrue(html.contains("Consensus accuracy: activelab, mlp"));
        assertFalse(html.contains("Consensus accuracy: entropy, mlp"));
    }

    @Test
    void leavesOutPublishedResultsWhereThereAreNone() throws Exception {
        String html = report(new RunFixture().experiment("mine").size(2, 3));

        assertFalse(html.contains(">published</text>"));
        assertFalse(html.contains("Published"));
    }

    @Test
    void hasTablesButNoFiguresWhereJavaFindsNoFonts() throws Exception {
        Path run = new RunFixture().size(2, 3).write(folder.resolve("run"));

        Path page = LearningReport.read(List.of(run)).write(run, Optional.of("No physical fonts found."));

        String html = Files.readString(page);
        assertTrue(html.contains("This report has no figures"));
        assertTrue(html.contains("<th scope=\"row\">activelab</th>"));
        assertFalse(Files.exists(run.resolve("plots")));
    }

    @Test
    void refusesNoRuns() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LearningReport.read(List.of()).write(folder));
    }

    private String report(RunFixture fixture) throws Exception {
        Path run = fixture.write(folder.resolve("run"));
        return Files.readString(LearningReport.read(List.of(run)).write(run));
    }

    private static List<String> svgs(String html) {
        return SVG.matcher(html).results().map(match -> match.group()).toList();
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Path> files(Path directory, String ending) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
