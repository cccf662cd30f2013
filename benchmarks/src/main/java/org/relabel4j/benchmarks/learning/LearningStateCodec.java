package org.relabel4j.benchmarks.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/** The states of loops in checkpoints. Probabilities are kept as doubles, so that a resumed loop computes on the very same numbers. */
final class LearningStateCodec {
    static final int VERSION = 5;

    private static final String NEXT_TABLE = "\0";

    private LearningStateCodec() {}

    static void write(LearningState state, DataOutputStream out) throws IOException {
        LoopState loop = state.loop();
        out.writeInt(loop.round());
        writeAnnotations(out, loop.annotations());
        out.writeInt(loop.lastPredProbs().size());
        for (Probabilities probabilities : loop.lastPredProbs()) {
            writeProbabilities(out, probabilities);
        }
        out.writeDouble(loop.spent());
        writeHistory(out, loop.history());
        writeText(out, RoundsCsv.TABLE.text(state.rows()));
        writeText(out, RoundTiming.TABLE.text(state.timings()));
        String choices = LearningState.CHOICES.text(state.choices());
        List<SetRow> sets = state.tables().sets();
        // In one text with the choices, and of sets alone: so states of before can be read.
        writeText(out, sets.isEmpty() ? choices : choices + NEXT_TABLE + SetRow.TABLE.text(sets));
    }

    static LearningState read(DataInputStream in) throws IOException {
        int round = in.readInt();
        Annotations annotations = readAnnotations(in);
        List<Probabilities> predProbs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            predProbs.add(readProbabilities(in));
        }
        LoopState loop = new LoopState(round, annotations, predProbs, in.readDouble(), readHistory(in));
        List<RoundRow> rows = RoundsCsv.TABLE.parse(readText(in));
        List<RoundTiming> timings = RoundTiming.TABLE.parse(readText(in));
        String[] texts = readText(in).split(NEXT_TABLE);
        return new LearningState(
                loop,
                new LearningState.Tables(
                        rows,
                        timings,
                        LearningState.CHOICES.parse(texts[0]),
                        texts.length == 1 ? List.of() : SetRow.TABLE.parse(texts[1])));
    }

    /** A number of things that are still to come, each of at least so many bytes. */
    private static int count(DataInputStream in, long count, int bytes) throws IOException {
        if (count < 0 || count > in.available() / bytes) {
            throw new EOFException();
        }
        return (int) count;
    }

    private static void writeAnnotations(DataOutputStream out, Annotations annotations) throws IOException {
        out.writeInt(annotations.numExamples());
        out.writeInt(annotations.numAnnotators());
        out.writeInt(annotations.numClasses());
        for (int i = 0; i < annotations.numExamples(); i++) {
            out.writeInt(annotations.count(i));
            for (int a = annotations.rowStart(i); a < annotations.rowEnd(i); a++) {
                out.writeInt(annotations.annotatorAt(a));
                out.writeInt(annotations.labelAt(a));
            }
        }
    }

    private static Annotations readAnnotations(DataInputStream in) throws IOException {
        int numExamples = count(in, in.readInt(), Integer.BYTES);
        AnnotationsBuilder builder = Annotations.builder(numExamples, in.readInt(), in.readInt());
        for (int i = 0; i < numExamples; i++) {
            for (int left = in.readInt(); left > 0; left--) {
                builder.add(i, in.readInt(), in.readInt());
            }
        }
        return builder.build();
    }

    private static void writeProbabilities(DataOutputStream out, Probabilities probabilities) throws IOException {
        out.writeInt(probabilities.numExamples());
        out.writeInt(probabilities.numClasses());
        double[] row = new double[probabilities.numClasses()];
        for (int i = 0; i < probabilities.numExamples(); i++) {
            probabilities.copyRows(i, i + 1, row, 0);
            for (double p : row) {
                out.writeDouble(p);
            }
        }
    }

    private static Probabilities readProbabilities(DataInputStream in) throws IOException {
        int numExamples = in.readInt();
        int numClasses = in.readInt();
        double[] values = new double[count(in, Math.multiplyExact(numExamples, numClasses), Double.BYTES)];
        for (int n = 0; n < values.length; n++) {
            values[n] = in.readDouble();
        }
        return DenseProbabilities.ofRowMajor(numExamples, numClasses, values);
    }

    private static void writeHistory(DataOutputStream out, List<RoundSummary> history) throws IOException {
        out.writeInt(history.size());
        for (RoundSummary summary : history) {
            out.writeInt(summary.round());
            out.writeDouble(summary.spent());
            out.writeDouble(summary.consensusQuality());
            out.writeDouble(summary.estimatedNoise());
        }
    }

    private static List<RoundSummary> readHistory(DataInputStream in) throws IOException {
        List<RoundSummary> history = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            history.add(new RoundSummary(in.readInt(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return history;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(count(in, in.readInt(), Byte.BYTES)), StandardCharsets.UTF_8);
    }
}
