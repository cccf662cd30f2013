package org.relabel4j.benchmarks.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.annotation.AnnotationsBuilder;
import org.relabel4j.core.loop.LoopState;
import org.relabel4j.core.loop.RoundSummary;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;

/**
 * The bytes of a checkpoint: big-endian, a magic number, the format's version, the progress, and a CRC-32C of all before it.
 * Probabilities are kept as doubles, so that a resumed loop computes on the very same numbers.
 */
final class CheckpointFile {
    private static final int MAGIC = 0x52344A43; // "R4JC"
    private static final int VERSION = 2;
    private static final int CHECKSUM_BYTES = Long.BYTES;

    private CheckpointFile() {}

    static byte[] encode(CellProgress progress) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
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
            out.writeLong(progress.batchBytes());
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if the bytes are no checkpoint of this version, or are damaged
     */
    static CellProgress decode(byte[] bytes) throws IOException {
        int length = bytes.length - CHECKSUM_BYTES;
        if (length < 2 * Integer.BYTES || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw new IOException("it is no checkpoint");
        }
        int version = ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
        if (version != VERSION) {
            throw new IOException("it is of version " + version + ", expected " + VERSION);
        }
        if (ByteBuffer.wrap(bytes).getLong(length) != checksum(bytes, length)) {
            throw new IOException("its checksum is wrong");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
            in.skipNBytes(2 * Integer.BYTES);
            int round = in.readInt();
            Annotations annotations = readAnnotations(in);
            List<Probabilities> predProbs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                predProbs.add(readProbabilities(in));
            }
            LoopState state = new LoopState(round, annotations, predProbs, in.readDouble(), readHistory(in));
            return new CellProgress(state, readLines(in), readLines(in), in.readLong());
        }
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
        int numExamples = in.readInt();
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
        double[] values = new double[Math.multiplyExact(numExamples, numClasses)];
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
        String[] lines = new String[in.readInt()];
        for (int n = 0; n < lines.length; n++) {
            lines[n] = in.readUTF();
        }
        return Arrays.asList(lines);
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
