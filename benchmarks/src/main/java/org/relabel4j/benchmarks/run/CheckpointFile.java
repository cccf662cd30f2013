package org.relabel4j.benchmarks.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * The content of a checkpoint, big-endian; it is kept in a {@link org.relabel4j.files.SealedFile}. Probabilities are kept as doubles, so that a resumed loop computes on the very same numbers.
 */
final class CheckpointFile {
    static final int VERSION = 3;

    private CheckpointFile() {}

    static byte[] encode(CellProgress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(progress.state().round());
            writeAnnotations(out, progress.state().annotations());
            out.writeInt(progress.state().lastPredProbs().size());
            for (Probabilities probabilities : progress.state().lastPredProbs()) {
                writeProbabilities(out, probabilities);
            }
            out.writeDouble(progress.state().spent());
            writeHistory(out, progress.state().history());
            writeLines(out, progress.rows());
            writeLines(out, progress.timings());
            out.writeLong(progress.batches().length());
            out.writeInt(progress.batches().checksum());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if the bytes are no checkpoint; the message is a clause about "it"
     */
    static CellProgress decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int round = in.readInt();
            Annotations annotations = readAnnotations(in);
            List<Probabilities> predProbs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                predProbs.add(readProbabilities(in));
            }
            LoopState state = new LoopState(round, annotations, predProbs, in.readDouble(), readHistory(in));
            return new CellProgress(
                    state, readLines(in), readLines(in), new BatchLog.Extent(in.readLong(), in.readInt()));
        } catch (EOFException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("its content is impossible", e);
        }
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

    private static void writeLines(DataOutputStream out, List<String> lines) throws IOException {
        out.writeInt(lines.size());
        for (String line : lines) {
            out.writeUTF(line);
        }
    }

    private static List<String> readLines(DataInputStream in) throws IOException {
        String[] lines = new String[count(in, in.readInt(), Short.BYTES)];
        for (int n = 0; n < lines.length; n++) {
            lines[n] = in.readUTF();
        }
        return Arrays.asList(lines);
    }
}
