package org.relabel4j.datasets.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.relabel4j.datasets.format.LabelOptions.Form;

/** Ids that differ only in their case, or in how a number is written, and are most likely the same. */
final class SameIds {
    private SameIds() {}

    /** What all forms of an id have in common. */
    static String key(String id, Set<Form> forms) {
        String number = forms.contains(Form.NUMBERS) ? Names.foldNumber(id) : id;
        return forms.contains(Form.CASE) ? Names.foldCase(number) : number;
    }

    /** The ids of each group that differ in such forms only, by position, in order; most often there is none. */
    static List<int[]> groups(Ids ids, Set<Form> forms) {
        boolean possible = ids.anyCharacter(c -> c == '.' && forms.contains(Form.NUMBERS)
                || c == '+' && forms.contains(Form.NUMBERS)
                || c != Character.toLowerCase((char) c) && forms.contains(Form.CASE));
        if (!possible) {
            return List.of();
        }
        // First the hash codes, of 8 bytes an id; then the texts of the few that have one in common.
        long[] hashes = new long[ids.size()];
        for (int n = 0; n < hashes.length; n++) {
            hashes[n] = hash(key(ids.get(n), forms));
        }
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        long[] common = IntStream.range(1, sorted.length)
                .filter(n -> sorted[n] == sorted[n - 1])
                .mapToLong(n -> sorted[n])
                .distinct()
                .toArray();
        if (common.length == 0) {
            return List.of();
        }
        Map<String, List<Integer>> byKey = new LinkedHashMap<>();
        for (int n = 0; n < hashes.length; n++) {
            if (Arrays.binarySearch(common, hashes[n]) >= 0) {
                byKey.computeIfAbsent(key(ids.get(n), forms), key -> new ArrayList<>())
                        .add(n);
            }
        }
        return byKey.values().stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    /** FNV-1a of 64 bits, finished by a multiplication. */
    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int n = 0; n < text.length(); n++) {
            hash = (hash ^ text.charAt(n)) * 0x100000001B3L;
        }
        return (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
    }

    /** For each id the one it is taken as: of a group, the one with most rows, or the plain number. */
    static int[] joined(Ids ids, List<int[]> groups, int numRows, IntUnaryOperator idOfRow) {
        int[] same = IntStream.range(0, ids.size()).toArray();
        if (groups.isEmpty()) {
            return same;
        }
        int[] counts = counts(ids, numRows, idOfRow);
        for (int[] group : groups) {
            int best = group[0];
            for (int id : group) {
                boolean plainer = ids.numberAt(id) >= 0 && ids.numberAt(best) < 0;
                boolean asPlain = ids.numberAt(id) >= 0 == ids.numberAt(best) >= 0;
                best = plainer || asPlain && counts[id] > counts[best] ? id : best;
            }
            for (int id : group) {
                same[id] = best;
            }
        }
        return same;
    }

    /** How many rows each id has. */
    static int[] counts(Ids ids, int numRows, IntUnaryOperator idOfRow) {
        int[] counts = new int[ids.size()];
        for (int row = 0; row < numRows; row++) {
            counts[idOfRow.applyAsInt(row)]++;
        }
        return counts;
    }

    /** Names by what their forms have in common, if no other has it. */
    static Map<String, Integer> unique(List<String> names, Set<Form> forms) {
        Map<String, Integer> positions = new HashMap<>();
        for (int n = 0; n < names.size(); n++) {
            positions.merge(key(names.get(n), forms), n, (a, b) -> -1);
        }
        return positions;
    }
}
