package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.relabel4j.core.agreement.Agreement;
import org.relabel4j.core.agreement.AgreementMeasure;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.core.agreement.CohenKappa;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * How well annotators agree, as CSV {@code measure,annotator,other_annotator,value,low,high,num_examples,why_empty}: a row a measure, with
 * its 95 % interval, then Cohen's kappa of each pair of annotators with examples in common.
 *
 * @param measured by measure, in order
 * @param pairs of annotators
 */
record AgreementFile(LabelledPool pool, Map<AgreementMeasure, Agreement> measured, List<CohenKappa.Pair> pairs) {
    private static final String PAIR = "cohen-kappa-of-pair";
    private static final String NO_CHANCE = "both name one and the same class always";

    static AgreementFile of(LabelledPool pool, Bootstrap bootstrap, Progress progress) {
        progress.update("measuring agreement", 0, 0);
        Map<AgreementMeasure, Agreement> measured = new LinkedHashMap<>();
        for (AgreementMeasure measure : AgreementMeasure.all()) {
            measured.put(measure, measure.measure(pool.annotations(), bootstrap));
        }
        progress.note(measured.entrySet().stream()
                .map(entry -> entry.getKey().title() + " " + entry.getValue().text())
                .collect(Collectors.joining("; ", "agreement of annotators: ", "")));
        return new AgreementFile(pool, measured, new CohenKappa().pairs(pool.annotations()));
    }

    void write(OutputStream stream) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        csv.writeRecord("measure", "annotator", "other_annotator", "value", "low", "high", "num_examples", "why_empty");
        measured.forEach((measure, agreement) -> csv.writeRecord(
                measure.id(),
                "",
                "",
                CsvOutput.number(agreement.value()),
                CsvOutput.number(agreement.interval().low()),
                CsvOutput.number(agreement.interval().high()),
                Integer.toString(agreement.examples()),
                agreement.reason()));
        for (CohenKappa.Pair pair : pairs) {
            csv.writeRecord(
                    PAIR,
                    pool.annotators().get(pair.annotator()),
                    pool.annotators().get(pair.other()),
                    CsvOutput.number(pair.kappa()),
                    "",
                    "",
                    Integer.toString(pair.examples()),
                    Double.isNaN(pair.kappa()) ? NO_CHANCE : "");
        }
        csv.flush();
    }
}
