package org.relabel4j.benchmarks.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.validation.WarmState;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.SafetensorsFile;

/**
 * What a cell whose model starts warm hands from one round to the next, as a safetensors file: {@code homes}, the fold of each
 * example, and {@code member/fold/name} for each vector that a fold's classifier left. The header says how many members there
 * are, and has a CRC-32C of all names and numbers.
 */
final class WarmStateFile {
    private static final String HOMES = "homes";
    private static final String MEMBERS = "members";
    private static final String CHECKSUM = "crc32c";

    private WarmStateFile() {}

    /** Writes the file, in one step. */
    static void write(Path file, WarmState state) throws InputException {
        Vectors vectors = Vectors.of(file.toString(), state);
        Map<String, String> header =
                Map.of(MEMBERS, String.valueOf(state.memories().size()), CHECKSUM, String.valueOf(checksum(vectors)));
        AtomicFiles.write(file, stream -> Safetensors.write(stream, vectors, header));
    }

    /**
     * Reads a file.
     *
     * @param checkpoint of the same cell, to be named as the way out
     * @throws InputException if it is not there, cannot be read, or is damaged
     */
    static WarmState read(Path file, Path checkpoint) throws InputException {
        try {
            SafetensorsFile tensors = SafetensorsFile.open(file);
            int members = Integer.parseInt(tensors.metadata().getOrDefault(MEMBERS, "none"));
            if (!String.valueOf(checksum(tensors)).equals(tensors.metadata().get(CHECKSUM))) {
                throw new IOException("its checksum is wrong");
            }
            return state(tensors, members);
        } catch (NoSuchFileException e) {
            throw unusable(file, "is missing", checkpoint);
        } catch (IOException | IllegalArgumentException e) {
            // Without the file and advice for weights that were downloaded.
            String reason = e.getMessage().replace(file + ": ", "").replaceFirst(";.*", "");
            throw unusable(file, "cannot be read: " + reason, checkpoint);
        }
    }

    private static InputException unusable(Path file, String problem, Path checkpoint) {
        return InputException.inFile(
                file,
                problem,
                "the networks of the cell's last round, from which this one starts",
                "restore it, or delete " + checkpoint + " to start the cell anew");
    }

    private static WarmState state(NamedTensors tensors, int members) {
        List<List<Map<String, float[]>>> vectors = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            vectors.add(new ArrayList<>());
        }
        for (String name : tensors.names()) {
            if (!name.equals(HOMES)) {
                String[] parts = name.split("/", 3);
                List<Map<String, float[]>> folds = vectors.get(Integer.parseInt(parts[0]));
                if (folds.size() == Integer.parseInt(parts[1])) {
                    folds.add(new LinkedHashMap<>());
                }
                folds.get(folds.size() - 1).put(parts[2], tensors.floats(name));
            }
        }
        float[] values = tensors.floats(HOMES);
        int[] homes = new int[values.length];
        for (int i = 0; i < homes.length; i++) {
            homes[i] = (int) values[i];
        }
        return new WarmState(
                homes,
                vectors.stream()
                        .map(folds -> folds.stream().map(FoldMemory::new).toList())
                        .toList());
    }

    private static long checksum(NamedTensors tensors) {
        CRC32C crc = new CRC32C();
        for (String name : tensors.names()) {
            crc.update(name.getBytes(StandardCharsets.UTF_8));
            float[] values = tensors.floats(name);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            crc.update(bytes);
        }
        return crc.getValue();
    }

    /** A state's vectors by the names that they have in a file; nothing is copied until it is asked for. */
    private record Vectors(String source, Map<String, Supplier<float[]>> byName) implements NamedTensors {
        static Vectors of(String source, WarmState state) {
            Map<String, Supplier<float[]>> byName = new LinkedHashMap<>();
            byName.put(HOMES, () -> floats(state.homes()));
            for (int member = 0; member < state.memories().size(); member++) {
                List<FoldMemory> folds = state.memories().get(member);
                for (int fold = 0; fold < folds.size(); fold++) {
                    FoldMemory memory = folds.get(fold);
                    for (String name : memory.names()) {
                        byName.put(member + "/" + fold + "/" + name, () -> memory.vector(name));
                    }
                }
            }
            return new Vectors(source, byName);
        }

        private static float[] floats(int[] numbers) {
            float[] values = new float[numbers.length];
            for (int n = 0; n < values.length; n++) {
                values[n] = numbers[n];
            }
            return values;
        }

        @Override
        public Set<String> names() {
            return byName.keySet();
        }

        @Override
        public int[] shape(String name) {
            return new int[] {floats(name).length};
        }

        @Override
        public float[] floats(String name) {
            return byName.get(name).get();
        }
    }
}
