package org.relabel4j.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.benchmarks.statistics.MeanSd;

class CurveTest {
    private static Curve curve(double... bought) {
        return new Curve(DoubleStream.of(bought)
                .mapToObj(labels -> new Curve.Point(labels, MeanSd.of(0.9)))
                .toList());
    }

    @Test
    void endsWhereAnotherDoes() {
        List<Double> kept = curve(0, 100, 200, 300).upTo(200).points().stream()
                .map(Curve.Point::bought)
                .toList();

        assertEquals(List.of(0.0, 100.0, 200.0), kept);
    }

    @Test
    void isNoLineWhereLessThanTwoPointsAreLeft() {
        assertTrue(curve(0, 100).upTo(50).isEmpty());
    }
}
