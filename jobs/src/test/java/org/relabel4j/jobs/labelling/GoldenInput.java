package org.relabel4j.jobs.labelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.relabel4j.core.probability.DenseProbabilities;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.datasets.format.ProbabilityCsv;

/** One file of the reference's inputs and outputs, and the files that a user would have in its place. */
record GoldenInput(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How the files look. */
    enum Form {
        /** Numbers as ids, rows in order. */
        CSV,
        /** Probabilities as .npy. */
        NPY,
        /** Text as ids and class names, both files shuffled. */
        NAMED
    }

    /** The files committed with the core module's tests, and those of the folder that RELABEL4J_GOLDEN names. */
    static List<GoldenInput> all() {
        List<GoldenInput> all = new ArrayList<>(in(Path.of("../core/src/test/resources/golden")));
        String more = System.getenv("RELABEL4J_GOLDEN");
        if (more != null) {
            all.addAll(in(Path.of(more)));
        }
        return all;
    }

    private static List<GoldenInput> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(GoldenInput::read)
                    .filter(golden -> !golden.json.has("cases"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenInput read(Path file) {
        try {
            return new GoldenInput(MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return json.path("name").asText();
    }

    /** Values of a section, with labels counted into the right classes where that matters. */
    JsonNode expected(String... path) {
        JsonNode corrected = json.path("expected_correct_counts");
        JsonNode plain = json.path("expected");
        for (String key : path) {
            corrected = corrected.path(key);
            plain = plain.path(key);
        }
        return corrected.isMissingNode() ? plain : corrected;
    }

    int numLabelled() {
        return json.path("labels").size();
    }

    boolean hasLabels() {
        return numLabelled() > 0;
    }

    /** Whether the labels alone tell of two classes: a number is a name like any other and implies none below it. */
    boolean impliesTwoClasses() {
        Set<Integer> classes = new TreeSet<>();
        json.path("labels")
                .forEach(row -> row.forEach(label -> {
                    if (!label.isNull()) {
                        classes.add(label.asInt());
                    }
                }));
        return classes.size() > 1;
    }

    String task(Form form, int i) {
        return form == Form.NAMED ? String.format(Locale.ROOT, "image %05d", i) : Integer.toString(i);
    }

    /** Zero-padded, so that the order of names is that of the columns. */
    String annotator(Form form, int j) {
        return form == Form.NAMED ? String.format(Locale.ROOT, "wörker, %04d", j) : Integer.toString(j);
    }

    /** Class names in an order that is not the alphabet's. */
    String className(Form form, int k) {
        return form == Form.NAMED ? "class " + (char) ('z' - k % 26) + k : Integer.toString(k);
    }

    Path labels(Form form, Path folder) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < numLabelled(); i++) {
            for (int j = 0; j < json.path("labels").get(i).size(); j++) {
                JsonNode label = json.path("labels").get(i).get(j);
                if (!label.isNull()) {
                    rows.add("\"" + task(form, i) + "\",\"" + annotator(form, j) + "\","
                            + className(form, label.asInt()));
                }
            }
        }
        if (form == Form.NAMED) {
            Collections.shuffle(rows, new Random(1));
        }
        rows.add(0, "task,annotator,label");
        try {
            return Files.write(folder.resolve("labels.csv"), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file a model; labelled rows, then the pool. */
    List<Path> predProbs(Form form, Path folder, boolean ensemble) throws InputException {
        List<Path> files = new ArrayList<>();
        if (!ensemble) {
            files.add(write(
                    form, folder.resolve("probs0"), rows(json.path("pred_probs"), json.path("pred_probs_unlabeled"))));
            return files;
        }
        JsonNode labelled = json.path("pred_probs_ensemble");
        JsonNode pool = json.path("pred_probs_unlabeled_ensemble");
        for (int l = 0; l < Math.max(labelled.size(), pool.size()); l++) {
            files.add(write(form, folder.resolve("model" + l), rows(labelled.path(l), pool.path(l))));
        }
        return files;
    }

    private static List<double[]> rows(JsonNode... parts) {
        List<double[]> rows = new ArrayList<>();
        for (JsonNode part : parts) {
            for (JsonNode row : part) {
                rows.add(IntStream.range(0, row.size())
                        .mapToDouble(k -> row.get(k).asDouble())
                        .toArray());
            }
        }
        return rows;
    }

    private Path write(Form form, Path stem, List<double[]> rows) throws InputException {
        Path file = stem.resolveSibling(stem.getFileName() + (form == Form.NPY ? ".npy" : ".csv"));
        if (Files.exists(file)) {
            return file;
        }
        int numClasses = rows.get(0).length;
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
        if (form == Form.NAMED) {
            Collections.shuffle(order, new Random(stem.hashCode()));
        }
        Probabilities values =
                DenseProbabilities.of(order.stream().map(rows::get).toArray(double[][]::new));
        if (form == Form.NPY) {
            NpyFile.write(file, values, NpyFile.Precision.FLOAT64);
        } else {
            ProbabilityCsv.write(
                    file,
                    values,
                    order.stream().map(i -> task(form, i)).toList(),
                    IntStream.range(0, numClasses)
                            .mapToObj(k -> className(form, k))
                            .toList());
        }
        return file;
    }
}
