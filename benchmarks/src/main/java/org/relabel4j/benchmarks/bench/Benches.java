package org.relabel4j.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.text.Suggestions;

/** The benchmarks by name. To add one: a class, a test, and a line here. */
public final class Benches {
    private static final List<Bench> ALL = List.of(
            new ScoringBench(),
            new ConsensusBench(),
            new SelectionBench(),
            CrossValidationBench.folds(),
            CrossValidationBench.extraTrees(),
            new LoopBench(),
            new ResNetBench(),
            new ImageTrainingBench(),
            new PenaltiesBench());

    private Benches() {}

    /** All benchmarks, in the order to list them. */
    public static List<Bench> all() {
        return ALL;
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return ALL.stream().map(Bench::name).toList();
    }

    /**
     * Runs a benchmark: warms up, measures and summarises.
     *
     * @param name one of {@link #names}
     * @param settings its options, each {@code key=value}; of a repeated key the last one counts
     * @throws IllegalArgumentException if the name, an option or a value is not one, in one line
     * @throws Exception if what is measured fails
     */
    public static BenchResult run(String name, List<String> settings) throws Exception {
        Bench bench = ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown benchmark \"" + name + "\"; " + Suggestions.hint(name, names())));
        return bench.run(Options.parse("bench " + name, bench.options(), split(settings)));
    }

    static Map<String, String> split(List<String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("setting is \"" + setting + "\", expected key=value");
            }
            values.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return values;
    }
}
