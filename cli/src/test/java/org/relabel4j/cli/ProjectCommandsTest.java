package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on one's own data, from the first to the last. */
class ProjectCommandsTest {
    private static final int SIZE = 40;

    @TempDir
    private Path folder;

    private String table;
    private String project;

    @BeforeEach
    void writeTable() throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder("id,x,y,colour\n");
        for (int i = 0; i < SIZE; i++) {
            rows.append("t" + i + "," + (i % 2 * 3 + random.nextGaussian()) + "," + random.nextGaussian()
                    + (random.nextBoolean() ? ",green\n" : ",\n"));
        }
        table = write("table.csv", rows.toString());
        project = folder.resolve("project").toString();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli.Result init(String... more) {
        return Cli.run(concat(
                List.of("init", project, "--table", table, "--id", "id", "--classes", "no,yes", "model=softmax"),
                more));
    }

    private static String[] concat(List<String> first, String... more) {
        String[] all = new String[first.size() + more.length];
        for (int n = 0; n < all.length; n++) {
            all[n] = n < first.size() ? first.get(n) : more[n - first.size()];
        }
        return all;
    }

    /** Labels of the batch of a round by two people who are right. */
    private String answers(int round) throws IOException {
        StringBuilder labels = new StringBuilder("task,annotator,label\n");
        for (String line : Files.readAllLines(Path.of(project, "rounds", "000" + round, "batch.csv"))) {
            String task = line.split(",")[0];
            if (task.startsWith("t") && !task.equals("task")) {
                String label = Integer.parseInt(task.substring(1)) % 2 == 0 ? "no" : "yes";
                labels.append(task + ",ann," + label + "\n" + task + ",bob," + label + "\n");
            }
        }
        return write("labels-" + round + ".csv", labels.toString());
    }

    @Test
    void aProjectFromTheFirstCommandToTheSecondRound() throws IOException {
        assertTrue(init("--batch", "8").succeeded().out().contains("40 examples and 2 classes"));
        Cli.run("next", project).succeeded();
        String labels = answers(1);
        assertEquals(
                "Added 16 labels to " + project,
                Cli.run("add", project, labels).succeeded().out().strip());
        assertEquals(
                "Added 0 labels to " + project + "; 16 were known already",
                Cli.run("add", project, labels).succeeded().out().strip());
        Cli.run("next", project).succeeded();
        String copy = folder.resolve("so-far.csv").toString();
        Cli.run("status", project, "--labels", copy).succeeded();

        assertTrue(
                Cli.run("status", project).succeeded().out().contains("Round 2: 8 of its batch are open"),
                "repeats are open, too");
        assertEquals(17, Files.readAllLines(Path.of(copy)).size());
        List<String> batch = Files.readAllLines(Path.of(project, "rounds", "0002", "batch.csv"));
        assertEquals("task,kind,score,rank,suggested_annotator", batch.get(0));
        assertEquals(9, batch.size());
        assertEquals(
                SIZE + 1,
                Files.readAllLines(Path.of(project, "rounds", "0002", "consensus.csv"))
                        .size());
        assertTrue(Files.readString(Path.of(project, "rounds", "0002", "report.html"))
                .endsWith("</html>\n"));
    }

    @Test
    void theDataMayLieInTheProjectsFolder() throws IOException {
        project = folder.toString();
        write("notes.txt", "mine");

        init().succeeded();

        assertTrue(Files.readString(folder.resolve("project.yaml")).contains("path: table.csv"));
        Cli.run("next", project, "batch=1").succeeded();
        assertTrue(Cli.run("status", project).succeeded().out().contains("Round 1: 1 of its batch is open"));
        assertEquals(
                "Added 1 label to " + project,
                Cli.run("add", project, write("labels.csv", "task,annotator,label\nt1,ann,yes\n"))
                        .succeeded()
                        .out()
                        .strip());
        assertTrue(Cli.run("status", project)
                .succeeded()
                .out()
                .startsWith("40 examples, 1 labelled; 1 label of 1 annotator; 1 round\n"));
    }

    @Test
    void refusesAFolderWithOtherThings() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "mine");
        project = other.toString();

        init().refused(
                        other + ": holds notes.txt and is no project",
                        "or one that the data lie in",
                        "such as " + other.resolve("project"));
        Cli.run("init", project, "--images", project, "--classes", "no,yes")
                .refused("cannot be the same folder", "such as " + other.resolve("photos"));
        project = folder.toString();
        Files.createDirectory(folder.resolve("rounds"));
        table = Files.move(Path.of(table), folder.resolve("rounds").resolve("table.csv"))
                .toString();
        init().refused("has the name of what a project writes", "rename rounds");
    }

    @Test
    void newExamplesAreTakenIn() throws IOException {
        init().succeeded();
        write("table.csv", Files.readString(Path.of(table)) + "new,0.5,1,green\n");

        assertTrue(Cli.run("init", project, "--update").succeeded().out().contains("Took in 1 new example;"));
        assertTrue(Cli.run("init", project, "--update", "folds=3")
                .succeeded()
                .out()
                .contains("Took in 0 new"));
        assertTrue(Files.readString(Path.of(project, "project.yaml")).contains("folds: 3"));
    }

    @Test
    void classesKeepTheirNamesWhereTheyAreReordered() throws IOException {
        init("--batch", "20").succeeded();
        Cli.run("next", project).succeeded();
        Cli.run("add", project, answers(1)).succeeded();
        Cli.run("next", project).succeeded();
        Path before = folder.resolve("before.csv");
        Path after = folder.resolve("after.csv");
        Cli.run("predict", project, "--table", table, "--out", before.toString())
                .succeeded();
        Path settings = Path.of(project, "project.yaml");
        Files.writeString(settings, Files.readString(settings).replace("- \"no\"\n- \"yes\"", "- \"yes\"\n- \"no\""));
        assertTrue(Files.readString(settings).contains("- \"yes\"\n- \"no\""), "the settings are as they were");
        Cli.run("predict", project, "--table", table, "--out", after.toString()).succeeded();

        assertEquals(Files.readString(before), Files.readString(after));
        Cli.run(
                        "predict",
                        project,
                        "--table",
                        write("new.csv", Files.readString(Path.of(table))),
                        "--out",
                        folder.resolve("new.csv").toString())
                .refused("is another file of this command");
    }

    @Test
    void writesOverNothingThatTheProjectNeeds() throws IOException {
        init().succeeded();
        String settings = Path.of(project, "project.yaml").toString();
        String before = Files.readString(Path.of(settings));

        Cli.run("predict", project, "--table", table, "--out", settings).refused("is a file of the project");
        Cli.run("export", project, "--model", Path.of(project, "examples.csv").toString())
                .refused("is a file of the project");
        Cli.run("export", project, "--model", table).refused("is another file of this command");

        assertEquals(before, Files.readString(Path.of(settings)));
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        Cli.run("next", project).refused("is no project: no such folder", "relabel4j init");
        Cli.run("init", project, "--classes", "a,b").refused("--images, --table or --embeddings");
        init("fold=3").refused("unknown key \"fold\"; did you mean \"folds\"?");
        assertFalse(Files.exists(Path.of(project)), "a refused init leaves something");
        init().succeeded();
        init().refused("is a project already", "--update");
        Cli.run("add", project).refused("add needs a file of labels");
        String good = "task,annotator,label\nt1,ann,yes\n";
        Cli.run("add", project, write("l.csv", good + "t99,ann,no\n"))
                .refused("l.csv:3: task is \"t99\"", "one of the 40 tasks of");
        Cli.run("add", project, write("l.csv", good + "t2,ann,maybe\n"))
                .refused("l.csv:3: label is \"maybe\"", "no, yes");
        Cli.run("add", project, "--gold", write("g.csv", "task,label\nt1,yes\nt2,perhaps\n"))
                .refused("g.csv:3: label is \"perhaps\"", "no, yes");
        Cli.run("add", project, "--gold", write("g.csv", "task,label\nt1,yes\nt1,no\n"))
                .refused("g.csv:3: label is \"no\", expected \"yes\" as above");
        Cli.run("add", project, "--gold", write("g.csv", "task,label\nt99,no\n"))
                .refused("g.csv:2: task is \"t99\"", "one of the 40 tasks of");
        Cli.run("add", project, write("l.csv", good), write("m.csv", good + "t99,ann,no\n"))
                .refused("m.csv:3");
        assertTrue(
                Cli.run("status", project).succeeded().out().contains("0 labelled"),
                "a refused file was added in part");
        String added = Cli.run("add", project, "--gold", write("g.csv", "Label,Task\nYES,t1\n"))
                .succeeded()
                .out();
        assertTrue(added.contains("Added 1 known answer"), added);
        Cli.run("next", project, "--model", "resnet1").refused("unknown model \"resnet1\"");
    }
}
