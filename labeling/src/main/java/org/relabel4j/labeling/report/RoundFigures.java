package org.relabel4j.labeling.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.relabel4j.labeling.round.RoundFacts;
import org.relabel4j.pages.Figure.Drawing;
import org.relabel4j.pages.LineFigure;
import org.relabel4j.pages.LineFigure.Frame;
import org.relabel4j.pages.LineFigure.Line;
import org.relabel4j.pages.LineFigure.Point;
import org.relabel4j.pages.LineFigure.Quantity;
import org.relabel4j.pages.SeriesStyle;

/** How it went over the rounds, drawn. */
final class RoundFigures {
    private static final String LABELS = "labels of people";

    private RoundFigures() {}

    /** The figures; none before two rounds with a model. */
    static List<Drawing> of(List<RoundFacts> rounds) {
        List<RoundFacts> known =
                rounds.stream().filter(round -> !round.model().isEmpty()).toList();
        if (known.size() < 2) {
            return List.of();
        }
        List<Drawing> drawings = new ArrayList<>();
        Line model = new Line(
                "model",
                SeriesStyle.style(0),
                points(known, RoundFacts::accuracy),
                false,
                points(known, RoundFacts::guessing));
        Line consensus = new Line(
                "consensus", SeriesStyle.style(3), points(known, RoundFacts::consensusQuality), false, List.of());
        Line noise =
                new Line("noise", SeriesStyle.style(6), points(known, RoundFacts::estimatedNoise), false, List.of());
        Frame rise = new Frame(
                "How good model and consensus are",
                "model: cross-validated accuracy   ·   consensus: quality",
                LABELS,
                "guessing");
        Frame fall = new Frame("Consensus labels that are wrong", "estimated fraction", LABELS, "");
        LineFigure.of("rounds-quality", rise, new Quantity("accuracy and quality", true), List.of(model, consensus))
                .map(Drawing::of)
                .ifPresent(drawings::add);
        LineFigure.of("rounds-noise", fall, new Quantity("estimated noise", true), List.of(noise))
                .map(Drawing::of)
                .ifPresent(drawings::add);
        return drawings;
    }

    private static List<Point> points(List<RoundFacts> rounds, ToDoubleFunction<RoundFacts> value) {
        Stream<RoundFacts> known = rounds.stream().filter(round -> !Double.isNaN(value.applyAsDouble(round)));
        return known.map(round -> Point.of(round.labels(), value.applyAsDouble(round)))
                .toList();
    }
}
