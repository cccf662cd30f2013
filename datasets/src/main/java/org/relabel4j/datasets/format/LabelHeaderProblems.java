package org.relabel4j.datasets.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.relabel4j.datasets.format.LabelColumns.Role;

/** What to say where a table of labels lacks columns: all that are missing, and what to do about it. */
final class LabelHeaderProblems {
    private LabelHeaderProblems() {}

    /**
     * @param missing the roles that no column has
     * @param places number of the column of each role, -1 for none
     */
    static CsvProblem missing(List<String> header, List<Role> missing, int[] places) {
        boolean index = header.get(0).matches("(Unnamed: 0)?") && missing.contains(Role.TASK);
        List<Role> others = missing.stream().filter(role -> role != Role.TASK).toList();
        if ((places[Role.TASK.ordinal()] >= 0 || index)
                && others.size() == 2
                && header.size() > 2
                && guesses(header, others) == 0) {
            return new CsvProblem(
                    "looks wide, with a column an annotator: its header is " + Header.shown(header),
                    "a row a label, with columns task, annotator and label",
                    "add --wide to read it so, or say which columns they are: " + columns(header, missing, places));
        }
        boolean nothingKnown = header.stream()
                .noneMatch(
                        name -> !name.isEmpty() && Arrays.stream(Role.values()).anyMatch(role -> role.mayBe(name)));
        String shown = Header.shown(header);
        if (nothingKnown && header.size() >= 3) {
            return new CsvProblem(
                    "names no column for task, annotator or label in its first line " + shown,
                    "a row a label below a header",
                    "say which columns they are: " + columns(header, missing, places)
                            + "; by place if there is no header: --columns 1,2,3; or --wide if each is an annotator");
        }
        String hint = missing.equals(List.of(Role.ANNOTATOR)) && header.size() == 2
                ? "add a column that says who gave each label"
                : "say which columns they are: " + columns(header, missing, places);
        return new CsvProblem(
                "has no column for the "
                        + missing.stream().map(Role::shown).collect(Collectors.joining(", the ")) + " in its header "
                        + shown,
                "a row a label, with columns task, annotator and label",
                hint);
    }

    private static long guesses(List<String> header, List<Role> missing) {
        return missing.stream()
                .filter(role -> guess(header, role, new int[0]).isPresent())
                .count();
    }

    private static String columns(List<String> header, List<Role> missing, int[] places) {
        return "--columns "
                + Arrays.stream(Role.values())
                        .map(role -> role.shown() + "="
                                + (missing.contains(role)
                                        ? guess(header, role, places).orElse("...")
                                        : header.get(places[role.ordinal()])))
                        .collect(Collectors.joining(","));
    }

    private static Optional<String> guess(List<String> header, Role role, int[] places) {
        List<String> free = IntStream.range(0, header.size())
                .filter(column -> !header.get(column).isEmpty())
                .filter(column -> Arrays.stream(places).noneMatch(place -> place == column))
                .mapToObj(header::get)
                .toList();
        boolean onlyOne = free.size() == 1
                && Arrays.stream(places).filter(place -> place < 0).count() == 1;
        return onlyOne
                ? Optional.of(free.get(0))
                : free.stream().filter(role::mayBe).findFirst();
    }
}
