package org.relabel4j.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.Table.Column;
import org.relabel4j.pages.Table.Entry;

/** What all report pages are made of: the frame, figures, tables and definitions. */
public abstract class HtmlPage {

    /** Lets the browser load nothing and run nothing, whatever a file contains. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    /** What is written so far. */
    protected final Html html = new Html();

    /** Everything before the content, and the beginning of its header. */
    protected final void head(String title, String kicker) {
        head(title, kicker, "", "");
    }

    /**
     * Everything before the content, and the beginning of its header.
     *
     * @param style what the page adds to the common style sheet
     * @param policy what it adds to the policy that forbids the browser to load anything
     */
    protected final void head(String title, String kicker, String style, String policy) {
        html.trusted("<!DOCTYPE html>").open("html", "lang", "en").open("head");
        html.trusted("<meta charset=\"utf-8\">");
        html.trusted("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.trusted("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + policy + "\">");
        html.element("title", "Relabel4J: " + title);
        html.trusted("<style>\n" + resource(HtmlPage.class, "report.css") + style
                + "@media screen and (prefers-color-scheme: dark) {\n" + Ink.darkRules() + "\n}\n</style>");
        html.close("head");
        html.open("body").open("main").open("header");
        html.element("p", kicker, "class", "kicker").element("h1", title);
    }

    /** Everything after the content; the whole page. */
    protected final String end() {
        html.close("main").close("body").close("html");
        return html.toString();
    }

    /**
     * The end of the header; says why there is nothing to see where there is not.
     *
     * @param command what makes the page again
     */
    protected final void endOfHeader(boolean hasFigures, String command) {
        if (!hasFigures) {
            html.element(
                    "p",
                    "This report has no figures: Java found no fonts, or there was nothing to draw. Install fontconfig "
                            + "and a font, then run " + command + " again.",
                    "class",
                    "notice");
        }
        html.close("header");
    }

    /** Figures in a layout of the style sheet: pair or small. */
    protected final void drawings(List<Drawing> drawings, String layout) {
        if (!drawings.isEmpty()) {
            html.open("div", "class", "figures " + layout);
            drawings.forEach(this::drawing);
            html.close("div");
        }
    }

    private void drawing(Drawing drawing) {
        html.open("figure").open("figcaption");
        html.element("b", drawing.figure().title())
                .element("span", drawing.figure().subtitle());
        html.close("figcaption").trusted(drawing.svg()).close("figure");
    }

    /** A table of a kind of the style sheet: numbers or plain. */
    protected final void table(Table table, String kind) {
        html.open("div", "class", "table").element("p", table.caption(), "class", "caption");
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.caption());
        html.open("table", "class", kind, "aria-label", table.caption());
        html.open("thead").open("tr");
        for (Column column : table.columns()) {
            html.element("th", column.name(), "scope", "col", "title", column.meaning());
        }
        html.close("tr").close("thead").open("tbody");
        for (List<Entry> row : table.rows()) {
            html.open("tr");
            cell(row.get(0), "th", "scope", "row");
            for (Entry cell : row.subList(1, row.size())) {
                cell(cell, "td", "class", cell.kind());
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
        table.notes().forEach(note -> html.element("p", note, "class", "note"));
        meanings(table.columns());
        html.close("div");
    }

    /** What the columns say, for those who cannot point at their names: folded, so that it takes one line. */
    private void meanings(List<Column> columns) {
        List<Column> explained =
                columns.stream().filter(column -> !column.meaning().isEmpty()).toList();
        if (!explained.isEmpty()) {
            html.open("details", "class", "note").element("summary", "What the columns say");
            html.open("dl");
            explained.forEach(column -> html.element("dt", column.name()).element("dd", column.meaning()));
            html.close("dl").close("details");
        }
    }

    private void cell(Entry cell, String tag, String... attributes) {
        html.open(tag, attributes);
        if (!cell.markup().isEmpty()) {
            html.trusted(cell.markup());
        }
        html.text(cell.text()).close(tag);
    }

    /** What the terms mean: a term and its meaning in turn. */
    protected final void method(String... terms) {
        html.open("section").element("h2", "How to read the numbers").open("dl");
        for (int n = 0; n < terms.length; n += 2) {
            html.element("dt", terms[n]).element("dd", terms[n + 1]);
        }
        html.close("dl").close("section");
    }

    /**
     * How what the page shows came about.
     *
     * @param keys key to value, by caption
     * @param repeat the calls that repeat it
     * @param citation what the repetition gives, and how to cite
     */
    protected final void provenance(
            String heading, Map<String, Map<String, String>> keys, String repeat, String citation) {
        html.open("section", "class", "provenance").element("h2", heading);
        keys.forEach(this::keys);
        html.element("h3", "Repeat it").element("pre", repeat).element("p", citation);
        html.close("section");
    }

    private void keys(String caption, Map<String, String> keys) {
        if (keys.isEmpty()) {
            html.element("p", caption + ": not in the run folder.");
        } else {
            table(
                    new TableBuilder<>(keys.keySet())
                            .column("key", key -> key)
                            .column("value", keys::get)
                            .table(caption),
                    "plain");
        }
    }

    /** A text that is bundled beside a class. */
    protected static String resource(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundled " + name, e);
        }
    }
}
