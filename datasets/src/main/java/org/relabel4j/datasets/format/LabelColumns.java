package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Counted;
import org.relabel4j.core.text.Suggestions;

/**
 * Which columns of a table of labels hold what: by their name in the header, or by their place, from 1.
 *
 * @param task the column of the task; absent means the one with a usual name for it
 * @param annotator the column of the annotator, likewise
 * @param label the column of the label, likewise
 * @param anonymous whether there may be no column of the annotator: then all labels are {@value #NOBODY}'s
 */
public record LabelColumns(
        Optional<String> task, Optional<String> annotator, Optional<String> label, boolean anonymous) {
    /** All by their usual names. */
    public static final LabelColumns BY_NAME = new LabelColumns(Optional.empty(), Optional.empty(), Optional.empty());

    /** Who gives labels where no column says who. */
    static final String NOBODY = "nobody";

    private static final String EXAMPLE = "task=...,annotator=...,label=... or three names or places in that order";

    private static final String FROM_ONE = "places count from 1, as in --columns 1,2,3";

    /** Columns of labels with an annotator each. */
    public LabelColumns(Optional<String> task, Optional<String> annotator, Optional<String> label) {
        this(task, annotator, label, false);
    }

    /** The same of labels that may be nobody's in particular. */
    public LabelColumns orAnonymous() {
        return new LabelColumns(task, annotator, label, annotator.isEmpty());
    }

    /** What a column can hold, and what such columns are called: surely, and perhaps. */
    enum Role {
        TASK(
                List.of("task", "question", "item", "example", "object", "document", "instance", "sample"),
                List.of(
                        "hit",
                        "unit",
                        "",
                        "image",
                        "text",
                        "file",
                        "filename",
                        "url",
                        "sentence",
                        "name",
                        "row",
                        "index")),
        ANNOTATOR(
                List.of("annotator", "worker", "performer", "user", "coder", "rater", "labeler", "labeller"),
                List.of("completedby", "contributor", "judge", "participant", "person", "turker", "email", "username")),
        LABEL(
                List.of("label", "answer", "response", "choice", "category", "chosenlabel"),
                List.of("class", "rating", "vote", "judgment", "judgement", "sentiment", "tag", "value", "annotation"));

        private final List<String> names;
        private final List<String> guesses;

        Role(List<String> names, List<String> guesses) {
            this.names = names;
            this.guesses = guesses;
        }

        String shown() {
            return Choices.written(this);
        }

        boolean isName(String column) {
            return names.contains(Header.key(column));
        }

        boolean mayBe(String column) {
            String key = Header.key(column);
            return isName(column)
                    || guesses.contains(key)
                    || this == LABEL && column.toLowerCase(Locale.ROOT).startsWith("answer.");
        }
    }

    /**
     * Columns of a header, by their number from 0.
     *
     * @param places for each {@link Role}; -1 for the annotator of anonymous labels
     * @param headerless whether the header is a row as the others
     */
    record Found(int[] places, boolean headerless) {
        int of(Role role) {
            return places[role.ordinal()];
        }
    }

    /**
     * Reads {@code task=COLUMN,annotator=COLUMN,label=COLUMN}, any of them left out, or three columns in that order.
     *
     * @throws IllegalArgumentException if it says something else
     */
    public static LabelColumns parse(String text) {
        String[] items = text.split(",", -1);
        if (items.length == 3 && !text.contains("=")) {
            return new LabelColumns(of(items[0], text), of(items[1], text), of(items[2], text));
        }
        Map<Role, Optional<String>> columns = new EnumMap<>(Role.class);
        for (String item : items) {
            int equals = item.indexOf('=');
            Optional<Role> role = Choices.find(Role.class, item.substring(0, Math.max(0, equals)));
            if (role.isEmpty() || columns.put(role.get(), of(item.substring(equals + 1), text)) != null) {
                throw unreadable(text);
            }
        }
        return new LabelColumns(
                columns.getOrDefault(Role.TASK, Optional.empty()),
                columns.getOrDefault(Role.ANNOTATOR, Optional.empty()),
                columns.getOrDefault(Role.LABEL, Optional.empty()));
    }

    private static Optional<String> of(String item, String text) {
        if (item.isBlank()) {
            throw unreadable(text);
        }
        return Optional.of(Names.normal(item));
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("columns are \"" + text + "\", expected " + EXAMPLE);
    }

    Optional<String> asked(Role role) {
        return switch (role) {
            case TASK -> task;
            case ANNOTATOR -> annotator;
            case LABEL -> label;
        };
    }

    /**
     * Finds the columns of all roles.
     *
     * @throws CsvProblem if some are not there, or several are that might be meant
     */
    Found find(List<String> header) {
        int[] places = new int[Role.values().length];
        boolean allByPlace = true;
        List<Role> missing = new ArrayList<>();
        for (Role role : Role.values()) {
            places[role.ordinal()] = find(header, role);
            boolean lacks = places[role.ordinal()] < 0;
            boolean mayLack = anonymous && role == Role.ANNOTATOR;
            if (lacks && !mayLack) {
                missing.add(role);
            }
            allByPlace &= lacks && mayLack
                    || asked(role).filter(asked -> place(asked) >= 0).isPresent();
        }
        if (!missing.isEmpty()) {
            throw LabelHeaderProblems.missing(header, missing, places);
        }
        checkDistinct(header, places);
        boolean named = Arrays.stream(Role.values())
                .anyMatch(role -> places[role.ordinal()] >= 0 && role.mayBe(header.get(places[role.ordinal()])));
        return new Found(places, allByPlace && !named);
    }

    private void checkDistinct(List<String> header, int[] places) {
        for (Role role : Role.values()) {
            for (Role earlier : Arrays.copyOf(Role.values(), role.ordinal())) {
                int place = places[role.ordinal()];
                if (places[earlier.ordinal()] == place) {
                    boolean fromZero = Arrays.stream(Role.values())
                            .anyMatch(any -> asked(any).equals(Optional.of("0")));
                    throw new CsvProblem(
                            "has column " + (place + 1) + ", \"" + header.get(place) + "\", as the " + earlier.shown()
                                    + " and as the " + role.shown(),
                            "a column of its own for each",
                            fromZero ? FROM_ONE : "say others with --columns");
                }
            }
        }
    }

    /** Number of the column of a role, or -1 if there is none; refuses several. */
    int find(List<String> header, Role role) {
        if (asked(role).isPresent()) {
            return column(header, asked(role).get());
        }
        List<Integer> candidates = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            if (role.isName(header.get(column))) {
                candidates.add(column);
            }
        }
        if (candidates.stream().map(header::get).distinct().count() > 1) {
            throw new CsvProblem(
                    "has several columns that may be the " + role.shown() + ": "
                            + candidates.stream().map(header::get).collect(Collectors.joining(", ")),
                    "one",
                    "say which: --columns " + role.shown() + "=" + header.get(candidates.get(0)));
        }
        return candidates.isEmpty() ? -1 : candidates.get(0);
    }

    private static int column(List<String> header, String asked) {
        int place = place(asked);
        int column = place >= 1 && place <= header.size() ? place - 1 : byName(header, asked);
        if (column < 0) {
            if (place >= 0) {
                throw new CsvProblem(
                        "has " + Counted.of(header.size(), "column") + ", and none at place " + place,
                        "a place from 1 to " + header.size(),
                        place == 0 ? FROM_ONE : "");
            }
            throw new CsvProblem(
                    "has no column \"" + asked + "\" in its header " + Header.shown(header),
                    "",
                    Suggestions.nearest(asked, header)
                            .map(name -> "did you mean \"" + name + "\"?")
                            .orElse(""));
        }
        return column;
    }

    /** The number that a column is called by, or -1. */
    private static int place(String asked) {
        char[] text = asked.toCharArray();
        return Ids.parseNumber(text, 0, text.length);
    }

    private static int byName(List<String> header, String asked) {
        int exact = header.indexOf(asked);
        return exact >= 0
                ? exact
                : header.stream().map(Names::foldCase).toList().indexOf(Names.foldCase(asked));
    }
}
