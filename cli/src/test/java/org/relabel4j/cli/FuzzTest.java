package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.experiment.Experiments;
import org.relabel4j.cli.Mutations.Kind;
import org.relabel4j.datasets.Datasets;
import org.relabel4j.datasets.archive.Pickle;
import org.relabel4j.datasets.cifar.Cifar10N;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.models.weights.SafetensorsFile;

/**
 * Files that are damaged in thousands of ways: each is used or refused in one line with exit code 2, soon, and never an internal
 * error, a stack trace or a hang.
 *
 * <p>{@code RELABEL4J_FUZZ_SECONDS} says how long to go on, {@code RELABEL4J_FUZZ_SEED} where to start; without them a few files of
 * each kind are tried, always the same. What fails is kept in {@code target/fuzz}.
 */
class FuzzTest {
    private static final int TRIALS = 25;

    /** Far more than any of these small files takes: what is longer hangs. */
    private static final Duration HANG = Duration.ofMinutes(2);

    private static final int MOST_FAILURES = 10;
    private static final int MAX_LINE = 2500;
    private static final Pattern NOT_FOR_PEOPLE = Pattern.compile(
            "internal error|\tat |Exception|com\\.fasterxml|java\\.|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]");

    private static final Path KEPT = Path.of("target", "fuzz");

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "fuzz");
        thread.setDaemon(true);
        return thread;
    });

    /** Uses files in a folder; throws what their reader throws. */
    @FunctionalInterface
    private interface Use {
        Cli.Result of(Path folder) throws Exception;
    }

    /** Sound files by name, each with its kind, and what uses them. */
    private record Target(String name, Map<String, byte[]> files, Map<String, Kind> kinds, Use use) {}

    @Test
    void everyDamagedFileIsUsedOrRefused(@TempDir Path folder) throws Exception {
        long seed = Long.parseLong(System.getenv().getOrDefault("RELABEL4J_FUZZ_SEED", "1"));
        long seconds = Long.parseLong(System.getenv().getOrDefault("RELABEL4J_FUZZ_SECONDS", "0"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Target> targets = targets(folder);
        for (Target target : targets) {
            Cli.Result sound = attempt(target, files(target, folder.resolve("sound")));
            assertTrue(sound.exitCode() == 0, () -> target.name() + " undamaged: " + sound.err());
        }
        List<String> failures = new ArrayList<>();
        int refused = 0;
        int tried = 0;
        for (int trial = 0; trial < TRIALS || System.nanoTime() < end; trial++) {
            for (Target target : targets) {
                long trialSeed = seed + 1_000_003L * trial + target.name().hashCode();
                Path damaged = files(damaged(target, trialSeed), folder.resolve("damaged"));
                Cli.Result result = attempt(target, damaged);
                problem(target, result, damaged, trialSeed).ifPresent(failures::add);
                refused += result.exitCode() == 0 ? 0 : 1;
                tried++;
            }
            if (failures.size() >= MOST_FAILURES) {
                break;
            }
        }
        System.out.println("fuzz: " + tried + " files tried, " + refused + " refused");
        assertEquals(List.of(), failures);
        // Damage that nobody notices is no test.
        assertTrue(refused > tried / 4, refused + " of " + tried + " refused");
    }

    /** What is wrong with how damaged files were met; then they are kept. */
    private static Optional<String> problem(Target target, Cli.Result result, Path folder, long seed)
            throws IOException {
        List<String> lines = result.err().lines().toList();
        String problem = "";
        if (result.exitCode() != 0 && result.exitCode() != 2) {
            problem = "exit code " + result.exitCode();
        } else if (result.exitCode() != 0 && lines.stream().noneMatch(line -> line.startsWith("relabel4j: "))) {
            problem = "no message";
        } else if (NOT_FOR_PEOPLE.matcher(result.err()).find()) {
            problem = "a message not for people";
        } else if (lines.stream().anyMatch(line -> line.length() > MAX_LINE)) {
            problem = "a line of a novel's length";
        }
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        Path kept = KEPT.resolve(target.name() + "-" + seed);
        copy(folder, kept);
        return Optional.of(
                target.name() + ": " + problem + ", files in " + kept.toAbsolutePath() + ": " + result.err());
    }

    /** Runs it in a thread of its own, watched. */
    private Cli.Result attempt(Target target, Path folder) throws Exception {
        Future<Cli.Result> running = worker.submit(() -> {
            try {
                return target.use().of(folder);
            } catch (Throwable e) {
                Failures.Failure failure = Failures.explain(e);
                return new Cli.Result(failure.exitCode(), "", "relabel4j: " + failure.message());
            }
        });
        try {
            return running.get(HANG.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            Path kept = KEPT.resolve(target.name() + "-hangs");
            copy(folder, kept);
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                if (thread.getName().equals("fuzz")) {
                    e.setStackTrace(stack);
                }
            });
            throw new AssertionError(target.name() + " hangs, files in " + kept.toAbsolutePath(), e);
        }
    }

    private static Target damaged(Target target, long seed) {
        Mutations mutations = new Mutations(seed);
        Map<String, byte[]> files = new LinkedHashMap<>(target.files());
        List<String> names = List.copyOf(files.keySet());
        String name = names.get(mutations.next(names.size()));
        files.put(name, mutations.of(files.get(name), target.kinds().get(name)));
        return new Target(target.name(), files, target.kinds(), target.use());
    }

    private static Path files(Target target, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : target.files().entrySet()) {
            Files.createDirectories(folder.resolve(target.name()));
            Files.write(folder.resolve(target.name()).resolve(file.getKey()), file.getValue());
        }
        return folder.resolve(target.name());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Target target(String name, Use use, Object... namesKindsContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (int n = 0; n < namesKindsContents.length; n += 3) {
            Object content = namesKindsContents[n + 2];
            String file = (String) namesKindsContents[n];
            files.put(
                    file,
                    content instanceof byte[] bytes ? bytes : ((String) content).getBytes(StandardCharsets.UTF_8));
            kinds.put(file, (Kind) namesKindsContents[n + 1]);
        }
        return new Target(name, files, kinds, use);
    }

    /** A use that has nothing to print. */
    @FunctionalInterface
    private interface Reading {
        void of(Path folder) throws Exception;
    }

    private static Use reading(Reading reading) {
        return folder -> {
            reading.of(folder);
            return new Cli.Result(0, "", "");
        };
    }

    private static List<Target> targets(Path folder) throws IOException {
        List<Target> targets = new ArrayList<>(tables());
        targets.addAll(runFolders(folder));
        targets.addAll(binaries());
        return targets;
    }

    private static final String LABELS =
            "task,annotator,label\n1,a,0\n1,b,1\n2,a,1\n2,c,1\n3,b,0\n3,c,2\nx,a,2\nx,b,2\n";
    private static final String PROBABILITIES =
            "task,0,1,2\n1,0.7,0.2,0.1\n2,0.1,0.8,0.1\n3,0.5,0.3,0.2\nx,0.1,0.2,0.7\ny,0.3,0.3,0.4\n";

    private static List<Target> tables() throws IOException {
        return List.of(
                target(
                        "score",
                        at -> Cli.run(
                                "score",
                                "--labels",
                                at + "/l.csv",
                                "--pred-probs",
                                at + "/p.csv",
                                "--strategy",
                                "activelab",
                                "--out",
                                at + "/s.out",
                                "--weights",
                                at + "/w.out"),
                        "l.csv",
                        Kind.TEXT,
                        LABELS,
                        "p.csv",
                        Kind.TEXT,
                        PROBABILITIES),
                target(
                        "consensus",
                        at -> Cli.run(
                                "consensus",
                                "--labels",
                                at + "/l.csv",
                                "--method",
                                "dawid-skene",
                                "--out",
                                at + "/c.out"),
                        "l.csv",
                        Kind.TEXT,
                        LABELS),
                target(
                        "npy",
                        at -> Cli.run(
                                "consensus",
                                "--labels",
                                at + "/l.csv",
                                "--pred-probs",
                                at + "/p.npy",
                                "--method",
                                "crowdlab",
                                "--out",
                                at + "/c.out"),
                        "l.csv",
                        Kind.TEXT,
                        "task,annotator,label\n0,a,0\n0,b,1\n1,a,1\n1,c,1\n",
                        "p.npy",
                        Kind.BYTES,
                        npy()),
                target(
                        "yaml",
                        reading(at -> Experiments.load(at + "/e.yaml", List.of())),
                        "e.yaml",
                        Kind.YAML,
                        "version: 1\nname: wall-robot\ndescription: mine\ndataset: wall-robot\n"
                                + "data-dir: \"\"\nmodels:\n- mlp\nstrategies:\n- random\n- good-random\n- entropy\n"
                                + "- uncertainty\n- margin\n- activelab\ntrials: 2\nrounds: 3\nbatch: 100\nfolds: 5\n"
                                + "consensus: by-strategy\nseed: 1\ndata-seed: by-trial\ninitial:\n  labelled: 500\n"
                                + "  label-counts:\n  - 0.8983\n  - 0.0957\n  - 0.0053\n  - 7.0E-4\n  annotators: 30\n"
                                + "annotators: new-each-round\nnoise:\n  kind: trace\n  trace: 0.85\n  accuracy: 0.885\n"
                                + "costs:\n  unit: label\n  new: 1.0\n  repeat: 1.0\n  annotator-rates: equal\n"
                                + "budget: none\nstop:\n  plateau-rounds: never\n  plateau-gain: 0.001\n"
                                + "  noise-below: never\n"),
                target(
                        "csv-data",
                        reading(at -> Datasets.load("csv", Map.of("file", at + "/d.csv"), 1)),
                        "d.csv",
                        Kind.TEXT,
                        "a,b,label\n" + "1,2.5,x\n0.5,1,y\n3,-1,x\n2,2,y\n".repeat(5)),
                target(
                        "wall-robot",
                        reading(at -> Datasets.load("wall-robot", Map.of("data-dir", at.toString()), 1)),
                        "sensor_readings_4.data",
                        Kind.TEXT,
                        wallRobot()));
    }

    /** As the bundled file: rows of each class in plenty. */
    private static String wallRobot() {
        StringBuilder rows = new StringBuilder();
        for (String name : List.of("Move-Forward", "Sharp-Right-Turn", "Slight-Left-Turn", "Slight-Right-Turn")) {
            for (int n = 0; n < 1100; n++) {
                rows.append(n % 5)
                        .append(".25,")
                        .append(n % 3)
                        .append(".5,1.0,0.75,")
                        .append(name)
                        .append('\n');
            }
        }
        return rows.toString();
    }

    private static byte[] npy() {
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }".replace("|u1", "<f8");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("\u0093NUMPY\1\0" + (char) 118 + "\0" + header + " ".repeat(117 - header.length()) + "\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        for (double value : new double[] {0.7, 0.3, 0.4, 0.6}) {
            long bits = Double.doubleToLongBits(value);
            for (int n = 0; n < 8; n++) {
                out.write((int) (bits >>> 8 * n));
            }
        }
        return out.toByteArray();
    }

    private static List<Target> runFolders(Path folder) throws IOException {
        String rows = "experiment,model,strategy,trial,round,annotations,labelled_examples,relabelled,model_accuracy,"
                + "consensus_accuracy,new_labels,repeat_labels,ece,spent,stop_reason,noise_recall,noise_precision,"
                + "noise_rate,estimated_noise\n";
        StringBuilder rounds = new StringBuilder(rows);
        for (String strategy : List.of("random", "activelab")) {
            for (int trial = 0; trial < 2; trial++) {
                for (int round = 0; round < 3; round++) {
                    rounds.append("wall-robot,mlp," + strategy + "," + trial + "," + round + "," + (100 + 10 * round)
                            + ",100,1,0.8" + round + trial + ",0.9,5,5,0.1," + 10 * round + ",,0.5,0.5,0.1,0.2\n");
                }
            }
        }
        return List.of(
                target(
                        "run-folder",
                        at -> Cli.run("report", at.toString()),
                        "rounds.csv",
                        Kind.TEXT,
                        rounds.toString(),
                        "config.yaml",
                        Kind.YAML,
                        "version: 1\nname: wall-robot\ndataset: wall-robot\nmodels:\n- mlp\nrounds: 3\nnoise:\n  kind: trace\n",
                        "environment.json",
                        Kind.TEXT,
                        "{\n \"started\": \"2026-11-29\",\n \"commit\": \"c\",\n \"seeds\": {\"seed\": 1, \"trials\": [\"1\", \"2\"]}\n}\n"),
                target(
                        "cleaning-folder",
                        at -> Cli.run("report", at.toString()),
                        "curves.csv",
                        Kind.TEXT,
                        curves(),
                        "effects.csv",
                        Kind.TEXT,
                        "experiment,noise,labels,trial,measure,model,value\nx,0.1,oracle,0,kendall,,0.5\n",
                        "config.yaml",
                        Kind.YAML,
                        "version: 1\nname: x\n",
                        "environment.json",
                        Kind.TEXT,
                        "{\"started\": \"2026-11-29\"}\n"));
    }

    private static String curves() {
        StringBuilder curves =
                new StringBuilder("experiment,noise,selector,trial,relabels,label_accuracy,clear_mislabelled,"
                        + "ambiguous_mislabelled,total_variation\n");
        for (String selector : List.of("random", "oracle", "vanilla")) {
            for (int point = 0; point < 3; point++) {
                curves.append("x,0.1," + selector + ",0," + 10 * point + ",0." + (7 + point) + ",5,3,0.2\n");
            }
        }
        return curves.toString();
    }

    private static List<Target> binaries() throws IOException {
        byte[] pickle =
                ("\u0080\u0002}(U\4datacnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085U\1b\u0087R(K\1(J\2\0\0\0J\3\0\0\0t"
                                + "cnumpy\ndtype\nU\2u1K\0K\1\u0087R(K\3U\1|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089T\6\0\0\0abcdef"
                                + "tbU\6labels](K\1K\2eu.")
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] weights = safetensors();
        return List.of(
                target(
                        "pickle",
                        reading(at -> Pickle.read(Files.readAllBytes(at.resolve("x")))),
                        "x",
                        Kind.PICKLE,
                        pickle),
                target(
                        "torch",
                        reading(at -> {
                            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(at.resolve("x.pt")))) {
                                zip.putNextEntry(new ZipEntry("archive/data.pkl"));
                                zip.write(Files.readAllBytes(at.resolve("data.pkl")));
                            }
                            Cifar10N.read(at.resolve("x.pt"), new int[] {0});
                        }),
                        "data.pkl",
                        Kind.PICKLE,
                        torch()),
                target(
                        "safetensors",
                        reading(at -> {
                            SafetensorsFile file = SafetensorsFile.open(at.resolve("w"));
                            for (String name : file.names()) {
                                file.shape(name);
                                if (file.hasFloats(name)) {
                                    file.floats(name);
                                }
                            }
                        }),
                        "w",
                        Kind.BYTES,
                        weights),
                target(
                        "cifar",
                        reading(at -> {
                            Path archive = at.resolve("cifar-10-binary.tar.gz");
                            try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(archive))) {
                                gzip.write(Files.readAllBytes(at.resolve("x.tar")));
                            }
                            new CifarFiles(archive, CifarFiles.Packing.BINARY_ARCHIVE).test();
                        }),
                        "x.tar",
                        Kind.BYTES,
                        tar()));
    }

    private static byte[] torch() {
        StringBuilder pickle = new StringBuilder("\u0080\u0002}(");
        for (String name : List.of("clean_label", "random_label1", "random_label2", "random_label3")) {
            pickle.append(
                    "U" + (char) name.length() + name
                            + "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085U\1b\u0087R(K\1(J\1\0\0\0t"
                            + "cnumpy\ndtype\nU\2u1K\0K\1\u0087R(K\3U\1|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089T\1\0\0\0\0tb");
        }
        return (pickle + "u.").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] safetensors() {
        String header =
                "{\"__metadata__\":{\"format\":\"pt\"},\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
                        + "\"fc.bias\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[16,20]}}";
        header += " ".repeat((8 - header.length() % 8) % 8);
        return (String.valueOf((char) header.length()) + "\0\0\0\0\0\0\0" + header + "\0".repeat(20))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var tar = new org.apache.commons.compress.archivers.tar.TarArchiveOutputStream(bytes)) {
            var entry = new org.apache.commons.compress.archivers.tar.TarArchiveEntry(
                    "cifar-10-batches-bin/test_batch.bin");
            byte[] batch = new byte[2 * 3073];
            entry.setSize(batch.length);
            tar.putArchiveEntry(entry);
            tar.write(batch);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
