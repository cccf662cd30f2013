package org.relabel4j.labeling.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.relabel4j.core.agreement.Agreement;
import org.relabel4j.core.agreement.AgreementMeasure;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.pages.Shown;
import org.relabel4j.pages.Table;
import org.relabel4j.pages.TableBuilder;

/** How well the people of a project agree beyond chance. The same labels give the same numbers. */
public final class PeopleAgreement {
    /** Labels whose agreement is resampled while somebody waits; with more, intervals are narrow anyway. */
    private static final int MOST_RESAMPLED = 100_000;

    private final Map<AgreementMeasure, Agreement> measured = new LinkedHashMap<>();

    /** @param annotations the labels that count */
    public PeopleAgreement(Annotations annotations) {
        Bootstrap bootstrap = new Bootstrap(annotations.size() > MOST_RESAMPLED ? 0 : Bootstrap.DEFAULT_RESAMPLES, 1);
        AgreementMeasure.all().forEach(measure -> measured.put(measure, measure.measure(annotations, bootstrap)));
    }

    /** Whether any measure has a value. */
    boolean isKnown() {
        return measured.values().stream().anyMatch(Agreement::isKnown);
    }

    /** A line with its end; empty if no example has labels of two people, or nothing else is known. */
    public String text() {
        return measured.entrySet().stream()
                .filter(entry -> entry.getValue().isKnown())
                .map(entry -> entry.getKey().title() + " " + entry.getValue().text())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("; "), line -> line.isEmpty() ? "" : "Agreement of people: " + line + "\n"));
    }

    /** A row a measure. */
    Table table() {
        return new TableBuilder<>(measured.entrySet())
                .column("measure", entry -> entry.getKey().title())
                .column("value", entry -> Shown.fraction(entry.getValue().value()))
                .means("1 where people always agree, 0 where as often as by chance.")
                .column("95 % interval", entry -> interval(entry.getValue().interval()))
                .means("By bootstrap over examples.")
                .column("examples", entry -> Shown.count(entry.getValue().examples()))
                .means("Examples that count: with labels of two people or more.")
                .column("why there is none", entry -> entry.getValue().reason())
                .table(
                        "How well people agree: 1 always, 0 as by chance",
                        "Of examples with labels of two people or more. Interval: bootstrap over examples.");
    }

    private static String interval(Agreement.Interval interval) {
        return Double.isNaN(interval.low())
                ? Shown.UNKNOWN
                : Shown.fraction(interval.low()) + " to " + Shown.fraction(interval.high());
    }
}
