package org.relabel4j.datasets.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a CSV file is written, as its beginning tells.
 *
 * @param delimiter what separates the fields
 * @param preludeChars how many characters stand above the header: blank lines, comments after {@code #}, Excel's {@code sep=;}
 * @param preludeLines how many lines those are
 */
record CsvDialect(char delimiter, int preludeChars, int preludeLines) {
    private static final String DELIMITERS = ",\t;|";
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern YAML = Pattern.compile("\\S+:\\s*([\\[{].*)?|---\\s*|- .*");
    private static final Pattern SPACES = Pattern.compile("\\S+( +\\S+){2,}");

    /** The dialect of a file that begins with some text. */
    static CsvDialect of(String start) {
        Optional<Character> said = Optional.empty();
        int position = 0;
        int lines = 0;
        while (position < start.length()) {
            int end = lineEnd(start, position);
            String line = start.substring(position, end).strip();
            Matcher separator = SEPARATOR_LINE.matcher(line);
            if (separator.matches()) {
                said = Optional.of(separator.group(1).charAt(0));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                break;
            }
            position = nextLine(start, end);
            lines++;
        }
        int from = position;
        return new CsvDialect(said.orElseGet(() -> likeliest(start, from)), position, lines);
    }

    /** What a text that is no CSV file looks like, from its header line. */
    static Optional<String> otherFormat(String start, CsvDialect dialect) {
        String line = start.substring(dialect.preludeChars(), lineEnd(start, dialect.preludeChars()))
                .strip();
        if (line.startsWith("{") || line.startsWith("[")) {
            return Optional.of("is JSON");
        }
        if (line.startsWith("<")) {
            return Optional.of("is XML or a web page");
        }
        if (YAML.matcher(line).matches()) {
            return Optional.of("looks like YAML");
        }
        boolean delimited = DELIMITERS.chars().anyMatch(c -> line.indexOf(c) >= 0);
        return !delimited && SPACES.matcher(line).matches()
                ? Optional.of("has columns separated by spaces")
                : Optional.empty();
    }

    /** The separator's name. */
    String delimiterName() {
        return switch (delimiter) {
            case ',' -> "comma";
            case '\t' -> "tab";
            case ';' -> "semicolon";
            case '|' -> "bar";
            default -> "\"" + delimiter + "\"";
        };
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int nextLine(String text, int lineEnd) {
        boolean two = text.startsWith("\r\n", lineEnd);
        return Math.min(text.length(), lineEnd + (two ? 2 : 1));
    }

    /** The one that the header has most of, of those that the second row has as many of if there is such a one. */
    private static char likeliest(String text, int from) {
        int[] header = new int[DELIMITERS.length()];
        int[] second = new int[DELIMITERS.length()];
        int next = count(text, from, header);
        count(text, next, second);
        int best = 0;
        for (int n = 1; n < header.length; n++) {
            boolean agrees = header[n] > 0 && header[n] == second[n];
            boolean bestAgrees = header[best] > 0 && header[best] == second[best];
            if (agrees == bestAgrees ? header[n] > header[best] : agrees) {
                best = n;
            }
        }
        return DELIMITERS.charAt(best);
    }

    /** Counts each delimiter outside quotes in a row; returns where the next row begins. */
    private static int count(String text, int from, int[] counts) {
        boolean quoted = false;
        for (int position = from; position < text.length(); position++) {
            char c = text.charAt(position);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                return nextLine(text, position);
            } else if (!quoted && DELIMITERS.indexOf(c) >= 0) {
                counts[DELIMITERS.indexOf(c)]++;
            }
        }
        return text.length();
    }
}
