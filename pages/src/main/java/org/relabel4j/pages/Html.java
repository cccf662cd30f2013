package org.relabel4j.pages;

/** Writes HTML, escaping all text and attribute values, so that no name in a file can become markup. */
public final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes are names and values in turn. */
    public Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    /** Closes an element. */
    public Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** Text. */
    public Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** An element with text. */
    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Markup that is known to be safe: our own style sheet, a rendered figure. */
    public Html trusted(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /** What was written. */
    @Override
    public String toString() {
        return out.toString();
    }

    private static String escape(String text) {
        return printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Replaces what neither HTML nor XML may contain: control characters and halves of surrogate pairs. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean allowed = c == '\t' || c == '\n' || c >= 0x20 && c < 0x7F || c >= 0xA0;
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            printable.appendCodePoint(allowed && !surrogate && c != 0xFFFE && c != 0xFFFF ? c : 0xFFFD);
        });
        return printable.toString();
    }
}
