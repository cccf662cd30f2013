package org.relabel4j.benchmarks.track;

import java.util.Map;
import java.util.SortedMap;

/**
 * What a tracker shows as one curve: a cell.
 *
 * @param file name of its files; no other cell of the run has it
 * @param name for people
 * @param parameters what sets it apart from the other cells
 * @param steps known numbers of each step, by name
 * @param ended whether no step is left
 */
record TrackedCell(
        String file,
        String name,
        Map<String, String> parameters,
        SortedMap<Integer, Map<String, Double>> steps,
        boolean ended) {}
