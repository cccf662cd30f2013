package org.relabel4j.benchmarks.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a benchmark measured.
 *
 * @param benchmark the benchmark's name
 * @param sizes what was measured: sizes and choices, in the order to show them
 * @param timing how long the calls took
 * @param cpuMs mean processor time of a call, in milliseconds, over all threads; NaN where unknown
 * @param peakHeapMb largest heap in use during the measured calls, in MiB; an upper bound, garbage included
 * @param peakProcessMb largest resident set of the whole process up to its end, in MiB; empty where unknown
 * @param outcome figures by which to see that the work was done, such as an accuracy; may be empty
 */
public record BenchResult(
        String benchmark,
        Map<String, Object> sizes,
        Timing timing,
        double cpuMs,
        double peakHeapMb,
        OptionalDouble peakProcessMb,
        Map<String, Object> outcome) {
    public BenchResult {
        sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        outcome = Collections.unmodifiableMap(new LinkedHashMap<>(outcome));
    }

    static BenchResult of(
            String benchmark, Map<String, Object> sizes, Measurement<?> measured, Map<String, Object> outcome) {
        return new BenchResult(
                benchmark,
                sizes,
                measured.timing(),
                measured.cpuMs(),
                measured.peakHeapMb(),
                PeakMemory.processMb(),
                outcome);
    }

    /**
     * One flat object for JSON: {@code benchmark}, the sizes, {@code repeat}, {@code median_ms}, {@code min_ms},
     * {@code max_ms}, {@code cpu_ms} (if known), {@code peak_memory_mb} (of the process, or of the heap where that is unknown), {@code peak_heap_mb},
     * the outcome, {@code java} and {@code processors}. Times are rounded to a microsecond, memory to 0.1 MiB.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("benchmark", benchmark);
        map.putAll(sizes);
        map.put("repeat", timing.repeat());
        map.put("median_ms", rounded(timing.medianMs(), 1000));
        map.put("min_ms", rounded(timing.minMs(), 1000));
        map.put("max_ms", rounded(timing.maxMs(), 1000));
        if (!Double.isNaN(cpuMs)) {
            map.put("cpu_ms", rounded(cpuMs, 1000));
        }
        map.put("peak_memory_mb", rounded(peakProcessMb.orElse(peakHeapMb), 10));
        map.put("peak_heap_mb", rounded(peakHeapMb, 10));
        map.putAll(outcome);
        map.put("java", Runtime.version().toString());
        map.put("processors", Runtime.getRuntime().availableProcessors());
        return map;
    }

    /** {@link #toMap} as JSON, on one line. */
    public String toJson() {
        try {
            return new ObjectMapper().writeValueAsString(toMap());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result of numbers and text is always JSON", e);
        }
    }

    /** {@link #toMap} for people: one {@code key  value} line each. */
    public String toText() {
        Map<String, Object> map = toMap();
        int width = map.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        map.forEach((key, value) -> text.append(key)
                .append(" ".repeat(width - key.length() + 2))
                .append(value)
                .append(System.lineSeparator()));
        return text.toString();
    }

    private static double rounded(double value, double perUnit) {
        return Math.round(value * perUnit) / perUnit;
    }
}
