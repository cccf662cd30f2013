package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose examples may have several classes, from the first command to the last. */
class SetProjectTest {
    private static final int SIZE = 60;
    private static final String CLASSES = "right,top,rare";

    @TempDir
    private Path folder;

    private String table;
    private String project;
    private final List<String> truth = new ArrayList<>();

    /** Points: right of a line, above another, and two that are rare. */
    @BeforeEach
    void writeTable() throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder("id,x,y\n");
        for (int i = 0; i < SIZE; i++) {
            boolean right = random.nextBoolean();
            boolean top = random.nextBoolean();
            rows.append("t" + i + "," + ((right ? 3 : 0) + random.nextGaussian() / 2) + ","
                    + ((top ? 3 : 0) + random.nextGaussian() / 2) + "\n");
            String set = Stream.of(right ? "right" : "", top ? "top" : "", i % 30 == 0 ? "rare" : "")
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.joining("|"));
            truth.add(set.isEmpty() ? "|" : set);
        }
        table = write("table.csv", rows.toString());
        project = folder.resolve("project").toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli.Result init(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of("init", project, "--table", table, "--id", "id", "--classes", CLASSES),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path round(int number) {
        return Path.of(project, "rounds", "000" + number);
    }

    private List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** What people say of the batch of a round, in their sheets: ann is right, and bob forgets what is on top. */
    private List<String> answers(int round) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> sheets = Files.list(round(round))) {
            for (Path sheet : sheets.filter(
                            file -> file.getFileName().toString().startsWith("ask-"))
                    .sorted()
                    .toList()) {
                String text = rows(sheet).stream()
                        .map(row -> {
                            String set = truth.get(Integer.parseInt(row[0].substring(1)));
                            String said = Stream.of(set.split("\\|"))
                                    .filter(name -> !(row[1].equals("bob") && name.equals("top")))
                                    .collect(Collectors.joining("|"));
                            return row[0] + "," + row[1] + "," + (said.isEmpty() ? "|" : said) + "\n";
                        })
                        .collect(Collectors.joining());
                files.add(write("answers-" + round + "-" + sheet.getFileName(), "task,annotator,label\n" + text));
            }
        }
        return files;
    }

    private void play(int rounds) throws IOException {
        for (int round = 1; round <= rounds; round++) {
            Cli.run("next", project).succeeded();
            Cli.run(Stream.concat(Stream.of("add", project), answers(round).stream())
                            .toArray(String[]::new))
                    .succeeded();
        }
    }

    @Test
    void aProjectFromTheFirstCommandToPredictions() throws IOException {
        assertTrue(init("--multi-label", "--batch", "20", "annotators=ann,bob,cyd", "model-seconds=5")
                .succeeded()
                .out()
                .contains("60 examples and 3 classes"));
        assertTrue(Files.readString(Path.of(project, "project.yaml")).contains("multi-label: true"));
        play(3);
        Cli.run("next", project).succeeded();

        assertEquals(
                "task,consensus_label,consensus_quality_score,annotator_agreement,num_annotations,source,"
                        + "label_right,quality_right,label_top,quality_top,label_rare,quality_rare",
                Files.readAllLines(round(4).resolve("consensus.csv")).get(0));
        List<String[]> consensus = rows(round(4).resolve("consensus.csv"));
        assertEquals(SIZE, consensus.size());
        long right = consensus.stream()
                .filter(row -> row[1].equals(truth.get(Integer.parseInt(row[0].substring(1)))))
                .count();
        assertTrue(right > 0.85 * SIZE, "right sets: " + right);
        for (String[] row : consensus) {
            assertEquals(row[6].equals("1"), row[1].contains("right"), () -> String.join(",", row));
        }
        List<String[]> people = rows(round(4).resolve("annotators.csv"));
        assertEquals("bob", people.get(0)[0]);
        assertEquals("top", people.get(0)[3]);
        assertEquals(11 + 3 * 3, people.get(0).length);
        String report = Files.readString(round(4).resolve("report.html"));
        assertTrue(report.contains("Class by class"));
        assertFalse(report.contains("What is taken for what"));
        assertTrue(Cli.run("status", project).succeeded().out().contains("Round 4: "));
        byte[] npy = Files.readAllBytes(round(4).resolve("probabilities.npy"));
        assertTrue(new String(npy, 0, 100, StandardCharsets.ISO_8859_1).contains("(60, 3)"));
    }

    @Test
    void theSameAnswersGiveTheSameRound() throws IOException {
        init("--multi-label", "--batch", "20", "annotators=ann,bob", "model=softmax")
                .succeeded();
        play(2);
        Cli.run("next", project).succeeded();

        assertTrue(Cli.run("next", project).succeeded().out().startsWith("Nothing has changed since round 3"));
        Cli.run("next", project, "seed=2").succeeded();
        Cli.run("next", project).succeeded();
        for (String file : List.of("batch.csv", "consensus.csv", "annotators.csv", "probabilities.npy")) {
            assertTrue(
                    Arrays.equals(
                            Files.readAllBytes(round(3).resolve(file)), Files.readAllBytes(round(5).resolve(file))),
                    file);
        }
    }

    @Test
    void predictionsNeedNotSumToOne() throws IOException {
        init("--multi-label", "--batch", "30", "annotators=ann,cyd", "model=softmax")
                .succeeded();
        play(1);
        Cli.run("next", project).succeeded();
        Path out = folder.resolve("predictions.csv");
        Cli.run("predict", project, "--table", table, "--id", "id", "--out", out.toString())
                .succeeded();

        assertEquals("task," + CLASSES, Files.readAllLines(out).get(0));
        long right = rows(out).stream()
                .filter(row -> {
                    String set = truth.get(Integer.parseInt(row[0].substring(1)));
                    return set.contains("right") == Double.parseDouble(row[1]) >= 0.5
                            && set.contains("top") == Double.parseDouble(row[2]) >= 0.5;
                })
                .count();
        assertTrue(right > 0.85 * SIZE, "right sets: " + right);
        assertExportPredicts(out);
    }

    /** The model alone predicts the same bytes. */
    private void assertExportPredicts(Path predicted) throws IOException {
        String model = folder.resolve("model.safetensors").toString();
        Path again = folder.resolve("again.csv");
        Cli.run("export", project, "--model", model).succeeded();
        Cli.run("predict", "--model-file", model, "--table", table, "--id", "id", "--out", again.toString())
                .succeeded();

        assertEquals(Files.readString(predicted), Files.readString(again));
    }

    @Test
    void labelsOfEveryFormAndKnownAnswersAreTaken() throws IOException {
        init("--multi-label").succeeded();
        Cli.run("add", project, write("wide.csv", "task,annotator,right,top,rare\nt1,ann,1,0,1\nt2,ann,0,0,0\n"))
                .succeeded();
        Cli.run("add", project, write("rows.csv", "task,annotator,label\nt1,bob,top\nt1,bob,right\nt3,bob,?\n"))
                .succeeded();
        // Who changed his mind stands there twice.
        Cli.run("add", project, write("again.csv", "task,annotator,right,top,rare\nt2,dan,1,0,0\nt2,dan,0,1,0\n"))
                .succeeded();
        Cli.run("add", project, "--separator", ";", write("semi.csv", "task,annotator,label\nt1,cyd,top;rare\n"))
                .succeeded();
        Cli.run("add", project, "--gold", write("gold.csv", "task,label\nt4,right|top\nt5,|\n"))
                .succeeded();
        Path copy = folder.resolve("so-far.csv");
        Cli.run("status", project, "--labels", copy.toString()).succeeded();

        assertEquals(
                List.of(
                        "task,annotator,label",
                        "t1,ann,right|rare",
                        "t1,bob,right|top",
                        "t1,cyd,top|rare",
                        "t2,ann,|",
                        "t2,dan,top"),
                Files.readAllLines(copy));
        assertTrue(Files.readString(Path.of(project, "labels", "000005.csv")).contains("gold,t5,,|,"));
    }

    @Test
    void oneClassIsAYesOrNoQuestion() throws IOException {
        Cli.run("init", project, "--table", table, "--id", "id", "--classes", "right", "--multi-label", "--batch", "5")
                .succeeded();
        StringBuilder said = new StringBuilder("task,annotator,label\n");
        for (int i = 0; i < 30; i++) {
            said.append("t" + i + ",ann," + (truth.get(i).contains("right") ? "right" : "|") + "\n");
        }
        Cli.run("add", project, write("one.csv", said.toString())).succeeded();
        Cli.run("next", project, "model=softmax").succeeded();

        assertEquals(
                Set.of("right", "|"),
                rows(round(1).resolve("consensus.csv")).stream()
                        .map(row -> row[1])
                        .collect(Collectors.toSet()));
        Path out = folder.resolve("predictions.csv");
        Cli.run("predict", project, "--table", table, "--id", "id", "--out", out.toString())
                .succeeded();
        assertEquals("task,right", Files.readAllLines(out).get(0));
        assertEquals(SIZE, rows(out).size());
        assertExportPredicts(out);
    }

    @Test
    void whatSetsDoNotAllowIsRefused() throws IOException {
        init("--multi-label", "strategy=badge").refused("strategy is badge: this strategy composes its batches");
        Cli.run("init", project, "--table", table, "--id", "id", "--classes", "a|b,c", "--multi-label")
                .refused("has \"a|b\", but with multi-label | stands between the classes of a set");
        init().succeeded();
        Cli.run("next", project, "multi-label=true").refused("multi-label holds for the project");
        Cli.run("init", project, "--update", "--multi-label").refused("has labels of one class an example");
        Cli.run("add", project, "--separator", ";", write("a.csv", "task,annotator,label\nt1,a,right\n"))
                .refused("has labels of one class each, but --separator is for several");
        assertFalse(Files.readString(Path.of(project, "project.yaml")).contains("multi-label"));
    }

    /** Nothing is added to a log that the settings can no longer read, and no class is taken away that was given. */
    @Test
    void settingsThatTheLogContradictsAreRefused() throws IOException {
        init("--multi-label").succeeded();
        Path settings = Path.of(project, "project.yaml");
        String labels = write("a.csv", "task,annotator,label\nt1,a,right|top\n");
        Cli.run("add", project, labels).succeeded();
        Cli.run("init", project, "--update", "classes=right,green").refused("label \"right|top\"", "classes");

        Files.writeString(settings, Files.readString(settings).replace("multi-label: true", "multi-label: false"));

        Cli.run("add", project, write("b.csv", "task,annotator,label\nt2,a,right\n"))
                .refused("000001.csv: has no column label", "put multi-label: true back into project.yaml");
        Cli.run("next", project).refused("several classes an example");
    }

    /** A single class would do as a set, too. */
    @Test
    void singleLabelsDoNotBecomeSets() throws IOException {
        init().succeeded();
        Path settings = Path.of(project, "project.yaml");
        Cli.run("add", project, write("a.csv", "task,annotator,label\nt1,a,right\nt2,a,top\n"))
                .succeeded();

        Files.writeString(settings, Files.readString(settings) + "multi-label: true\n");

        for (String command : List.of("next", "status")) {
            Cli.run(command, project).refused("000001.csv: has no column set", "take multi-label out of project.yaml");
        }
    }
}
