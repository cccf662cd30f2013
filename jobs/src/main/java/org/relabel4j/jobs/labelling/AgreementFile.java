package org.relabel4j.jobs.labelling;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.agreement.Agreement;
import org.relabel4j.core.agreement.AgreementMeasure;
import org.relabel4j.core.agreement.Bootstrap;
import org.relabel4j.core.agreement.CohenKappa;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.multilabel.ClassSets;
import org.relabel4j.core.text.Counted;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.LabelledPool;
import org.relabel4j.jobs.Progress;

/**
 * How well annotators agree, as CSV {@code measure,annotator,other_annotator,value,low,high,num_examples,why_empty}: a row a measure, with
 * its 95 % interval, then Cohen's kappa of each pair of annotators with examples in common. Where labels are sets of classes, there are
 * such rows of whole sets, of the mean over the classes without pairs, and of each class's question, with further columns {@code
 * of,class} that say which.
 *
 * @param annotators their names
 * @param parts what was measured of one kind of labels, or of each
 * @param areSets whether labels are sets of classes
 */
record AgreementFile(List<String> annotators, List<Part> parts, boolean areSets) {
    private static final String PAIR = "cohen-kappa-of-pair";
    private static final String NO_CHANCE = "both name one and the same class always";
    private static final String OF_CLASS = "class";
    private static final String STAGE = "measuring agreement";
    private static final List<AgreementMeasure> MEASURES = AgreementMeasure.all();

    /**
     * What was measured of the same labels.
     *
     * @param of which labels these are
     * @param className the class that the question is of; empty for others
     * @param measured of each measure, in order
     * @param pairs of annotators
     */
    private record Part(String of, String className, List<Agreement> measured, List<CohenKappa.Pair> pairs) {
        /** @param told of the steps that are done, {@link #steps} a part */
        static Part of(String of, String className, Annotations annotations, Bootstrap bootstrap, LongConsumer told) {
            List<Agreement> measured = new ArrayList<>();
            for (AgreementMeasure measure : MEASURES) {
                long before = (long) measured.size() * bootstrap.resamples();
                told.accept(before);
                measured.add(measure.measure(annotations, bootstrap, done -> told.accept(before + done)));
            }
            return new Part(of, className, measured, new CohenKappa().pairs(annotations));
        }

        /** 0, of which a part is no share, without resamples. */
        static long steps(Bootstrap bootstrap) {
            return (long) MEASURES.size() * bootstrap.resamples();
        }

        /** The mean over classes that have a value: its resamples are not kept, so that it has no interval. */
        static Part ofMean(List<Part> classes) {
            List<Agreement> means = IntStream.range(0, MEASURES.size())
                    .mapToObj(n -> mean(
                            classes.stream().map(part -> part.measured.get(n)).toList()))
                    .toList();
            return new Part("mean", "", means, List.of());
        }

        private static Agreement mean(List<Agreement> classes) {
            List<Agreement> known = classes.stream().filter(Agreement::isKnown).toList();
            Agreement first = classes.get(0);
            return new Agreement(
                    known.stream().mapToDouble(Agreement::value).average().orElse(Double.NaN),
                    Agreement.Interval.UNKNOWN,
                    first.examples(),
                    first.labels(),
                    known.isEmpty()
                            ? first.reason()
                            : "no interval: a mean over " + Counted.of(known.size(), "class", "classes"));
        }

        String text() {
            return IntStream.range(0, MEASURES.size())
                    .mapToObj(
                            n -> MEASURES.get(n).title() + " " + measured.get(n).text())
                    .collect(Collectors.joining("; "));
        }
    }

    static AgreementFile of(LabelledPool pool, Bootstrap bootstrap, Progress progress) {
        long steps = Part.steps(bootstrap);
        Part part = Part.of("", "", pool.annotations(), bootstrap, done -> progress.update(STAGE, done, steps));
        progress.note("agreement of annotators: " + part.text());
        return new AgreementFile(pool.annotators(), List.of(part), false);
    }

    /** @param pool of the same sets */
    static AgreementFile of(LabelledPool pool, ClassSets sets, Bootstrap bootstrap, Progress progress) {
        int numClasses = sets.numClasses();
        long steps = Part.steps(bootstrap);
        long all = (numClasses + 1) * steps;
        Part whole = Part.of("sets", "", sets.whole(), bootstrap, done -> progress.update(STAGE, done, all));
        List<Part> classes = new ArrayList<>();
        for (int k = 0; k < numClasses; k++) {
            long before = (k + 1) * steps;
            classes.add(Part.of(
                    OF_CLASS,
                    pool.classNames().get(k),
                    sets.ofClass(k),
                    bootstrap,
                    done -> progress.update(STAGE, before + done, all)));
        }
        Part mean = Part.ofMean(classes);
        progress.note("agreement of annotators on whole sets: " + whole.text());
        progress.note("agreement of annotators class by class: " + mean.text());
        return new AgreementFile(
                pool.annotators(),
                Stream.concat(Stream.of(whole, mean), classes.stream()).toList(),
                true);
    }

    void write(OutputStream stream) throws IOException {
        CsvWriter csv = CsvOutput.writer(stream);
        List<String> header =
                List.of("measure", "annotator", "other_annotator", "value", "low", "high", "num_examples", "why_empty");
        csv.writeRecord(withPart(header, "of", OF_CLASS));
        for (Part part : parts) {
            for (int n = 0; n < MEASURES.size(); n++) {
                Agreement agreement = part.measured().get(n);
                csv.writeRecord(withPart(
                        List.of(
                                MEASURES.get(n).id(),
                                "",
                                "",
                                CsvOutput.number(agreement.value()),
                                CsvOutput.number(agreement.interval().low()),
                                CsvOutput.number(agreement.interval().high()),
                                Integer.toString(agreement.examples()),
                                agreement.reason()),
                        part.of(),
                        part.className()));
            }
            for (CohenKappa.Pair pair : part.pairs()) {
                csv.writeRecord(withPart(
                        List.of(
                                PAIR,
                                annotators.get(pair.annotator()),
                                annotators.get(pair.other()),
                                CsvOutput.number(pair.kappa()),
                                "",
                                "",
                                Integer.toString(pair.examples()),
                                Double.isNaN(pair.kappa()) ? NO_CHANCE : ""),
                        part.of(),
                        part.className()));
            }
        }
        csv.flush();
    }

    private List<String> withPart(List<String> fields, String of, String className) {
        return areSets
                ? Stream.concat(fields.stream(), Stream.of(of, className)).toList()
                : fields;
    }
}
