package org.relabel4j.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.LabelColumns;
import org.relabel4j.datasets.format.LabelOptions;
import picocli.CommandLine.Option;

/** In which form labels stand in files: the options of every command that reads some. */
final class LabelFormat {
    @Option(
            names = "--columns",
            paramLabel = "COLUMNS",
            description =
                    "Which columns LABELS has. By name: task=NAME, annotator=NAME and label=NAME in one word, with"
                            + " commas between; by place: 1,2,3.")
    private String columns;

    @Option(
            names = "--missing",
            paramLabel = "WORDS",
            description =
                    "Words for no answer, with commas between; \"\" for none. Default: nan, NA, None, NULL and the like.")
    private String missing;

    @Option(names = "--wide", description = "LABELS has a row a task and a column an annotator.")
    private boolean wide;

    @Option(
            names = "--control",
            paramLabel = "NAME",
            description = "Which control gives the labels, if LABELS comes from Label Studio and has several.")
    private String control;

    @Option(
            names = "--join",
            paramLabel = "FORMS",
            description =
                    "Ids and labels to take as the same: case (yes, YES), numbers (3, 3.0), or both with a comma between.")
    private String join;

    /** @throws IllegalArgumentException if one is not understood */
    LabelOptions options() {
        LabelOptions options = LabelOptions.defaults().withWide(wide);
        if (columns != null) {
            options = options.withColumns(LabelColumns.parse(columns));
        }
        if (missing != null) {
            options = options.withMissing(missing.isEmpty() ? Set.of() : Set.copyOf(words(missing)));
        }
        if (control != null) {
            options = options.withControl(control);
        }
        if (join != null) {
            Set<LabelOptions.Form> forms = EnumSet.noneOf(LabelOptions.Form.class);
            words(join).forEach(form -> forms.add(word("--join", form, LabelOptions.Form.class)));
            options = options.withJoin(forms);
        }
        return options;
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    static <E extends Enum<E>> E word(String option, String text, Class<E> kinds) {
        return Choices.find(kinds, text)
                .orElseThrow(() -> new IllegalArgumentException(
                        option + " is \"" + text + "\"; " + Suggestions.hint(text, Choices.names(kinds))));
    }
}
