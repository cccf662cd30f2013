package org.relabel4j.benchmarks.learning;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.relabel4j.benchmarks.grid.Handover;
import org.relabel4j.core.training.FoldMemory;
import org.relabel4j.core.validation.WarmState;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.SealedFile;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.SafetensorsFile;
import org.relabel4j.models.weights.SealedTensors;

/**
 * What a cell whose model starts warm hands from one round to the next, as a safetensors file: {@code homes}, the fold of each
 * example, and {@code member/fold/name} for each vector that a fold's classifier left. The header says how many members there
 * are, and of which run, cell and round it is.
 */
final class WarmStateFile {
    private static final String HOMES = "homes";
    private static final String MEMBERS = "members";
    private static final String OWNER = "of";

    private WarmStateFile() {}

    /** What a state is handed over as. */
    static Handover handover(WarmState state) {
        return (file, owner) -> {
            Map<String, String> header =
                    Map.of(MEMBERS, String.valueOf(state.memories().size()), OWNER, owner);
            try {
                SealedTensors.write(file, Vectors.of(file.toString(), state), header);
            } catch (IOException e) {
                throw InputException.unwritable(file, e);
            }
        };
    }

    /**
     * Reads what a cell left in a round.
     *
     * @throws InputException if it is not there, cannot be read, is damaged or another run's
     */
    static WarmState read(Handover.Written handover) throws InputException {
        Path file = handover.file();
        try {
            SafetensorsFile tensors = SealedTensors.open(file);
            if (!handover.owner().equals(tensors.metadata().get(OWNER))) {
                throw new SealedFile.BrokenException("it is of another run, cell or round");
            }
            return state(tensors, Integer.parseInt(tensors.metadata().getOrDefault(MEMBERS, "")));
        } catch (NoSuchFileException e) {
            throw unusable(handover, "is missing");
        } catch (SealedFile.BrokenException e) {
            throw unusable(handover, "cannot be gone on from: " + e.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unusable(handover, "cannot be gone on from: its content is impossible");
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private static InputException unusable(Handover.Written handover, String problem) {
        return InputException.inFile(
                handover.file(),
                problem,
                "the networks of the cell's last round, from which this one starts",
                "restore it, or delete " + handover.checkpoint() + " to start the cell anew");
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
