package org.relabel4j.labeling.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.ProbabilityFiles;
import org.relabel4j.datasets.format.ProbabilityOptions;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.next.NextJob;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.ConsensusRow;
import org.relabel4j.labeling.round.Rounds;
import org.relabel4j.models.saved.SavedModel;

class PredictJobTest {
    private static final List<String> CLASSES = List.of("low", "high");
    private static final int SIZE = 60;

    @TempDir
    private Path folder;

    private Path table;
    private Project project;

    /** A table with a category and gaps, of which the first 20 rows have labels. */
    @BeforeEach
    void make() throws Exception {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder("number,x,kind\n");
        List<LabelEntry> labels = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            double x = random.nextGaussian();
            rows.append("n")
                    .append(i)
                    .append(',')
                    .append(i % 7 == 0 ? "" : String.valueOf(x + i % 2))
                    .append(',');
            rows.append(i % 3 == 0 ? "a" : "b").append('\n');
            if (i < 20) {
                labels.add(new LabelEntry(
                        LabelEntry.Kind.LABEL, "n" + i, "ann", CLASSES.get(i % 2), Optional.empty(), "test"));
            }
        }
        table = Files.writeString(folder.resolve("table.csv"), rows);
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of(table.toString()));
        given.put("data.id", List.of("number"));
        given.put("classes", CLASSES);
        given.put("batch", List.of("5"));
        project = Project.create(ProjectSettings.of(folder.resolve("project"), given, List.of()), Progress.NONE);
        project.log().append(labels);
    }

    private Path predicted(ProjectModels.Usable model, Path data) throws InputException {
        Path out = folder.resolve("p.csv");
        PredictJob.run(model, new PredictJob.Request(DataKind.TABLE, data, Optional.empty(), out), Progress.NONE);
        return out;
    }

    private static double[] row(String line) {
        String[] fields = line.split(",");
        return new double[] {Double.parseDouble(fields[1]), Double.parseDouble(fields[2])};
    }

    private String predicted(List<String> overrides) throws Exception {
        try (ProjectModels.Usable model = ProjectModels.ofProject(project, overrides, Progress.NONE)) {
            return Files.readString(predicted(model, table));
        }
    }

    /** What the round says of examples without a label is what the model says of them, from the project and from its file. */
    @Test
    void predictsAsTheRoundDid() throws Exception {
        NextJob.Result round = NextJob.run(project, List.of("model=softmax", "folds=3"), Progress.NONE);
        Path file = folder.resolve("model.safetensors");

        List<String> fromProject;
        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of(), Progress.NONE)) {
            assertEquals("", model.note());
            fromProject = Files.readAllLines(predicted(model, table));
            ProjectModels.write(model, file);
        }
        List<String> fromFile;
        try (ProjectModels.Usable model = ProjectModels.ofFile(file)) {
            fromFile = Files.readAllLines(predicted(model, table));
        }

        assertEquals("task,low,high", fromProject.get(0));
        assertEquals(fromProject, fromFile);
        List<ConsensusRow> consensus =
                new Rounds(project.roundsFolder()).consensus(round.facts().number());
        Probabilities p = ProbabilityFiles.read(round.folder().resolve(Rounds.PROBABILITIES), ProbabilityOptions.NONE)
                .probabilities();
        for (int i = 20; i < SIZE; i++) {
            assertEquals("n" + i, consensus.get(i).task());
            assertArrayEquals(new double[] {p.get(i, 0), p.get(i, 1)}, row(fromProject.get(i + 1)), 0);
        }
    }

    @Test
    void saysThatLabelsHaveComeSince() throws Exception {
        NextJob.run(project, List.of("model=softmax"), Progress.NONE);
        project.log()
                .append(List.of(new LabelEntry(LabelEntry.Kind.LABEL, "n30", "bob", "low", Optional.empty(), "test")));

        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of(), Progress.NONE)) {
            assertTrue(model.note().startsWith("labels, examples or settings have changed"), model::note);
        }
    }

    @Test
    void settingsTakeThePlaceOfTheRounds() throws Exception {
        NextJob.run(project, List.of("model=softmax"), Progress.NONE);

        assertFalse(predicted(List.of()).equals(predicted(List.of("model=knn"))));
        assertEquals(predicted(List.of()), predicted(List.of("model=softmax")));
    }

    /** Other columns, in another order, and a category that is new. */
    @Test
    void predictsTablesThatHaveTheColumns() throws Exception {
        Path more =
                Files.writeString(folder.resolve("more.csv"), "kind,extra,number,x\na,1,z1,0.5\nc,2,z2,\nb,3,z3,2\n");

        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of("model=softmax"), Progress.NONE)) {
            List<String> lines = Files.readAllLines(predicted(model, more));

            assertEquals(4, lines.size());
            assertTrue(lines.get(1).startsWith("z1,"));
            double[] row = row(lines.get(2));
            assertEquals(1, row[0] + row[1], 1e-6);
        }
    }

    @Test
    void refusesWhatDoesNotFit() throws Exception {
        Path out = folder.resolve("p.csv");
        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of("model=softmax"), Progress.NONE)) {
            var kind = assertThrows(
                    IllegalArgumentException.class,
                    () -> PredictJob.run(
                            model,
                            new PredictJob.Request(DataKind.IMAGES, folder, Optional.empty(), out),
                            Progress.NONE));
            assertEquals("the model is for --table, but --images is given", kind.getMessage());
            Path lacking = Files.writeString(folder.resolve("lacking.csv"), "number,x\nq,1\n");
            var column = assertThrows(InputException.class, () -> predicted(model, lacking));
            assertTrue(column.getMessage().contains("kind"), column::getMessage);
            assertFalse(Files.exists(out));
        }
    }

    @Test
    void needsLabels() throws Exception {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of(table.toString()));
        given.put("classes", CLASSES);
        Project empty = Project.create(ProjectSettings.of(folder.resolve("empty"), given, List.of()), Progress.NONE);

        var error = assertThrows(
                IllegalArgumentException.class, () -> ProjectModels.ofProject(empty, List.of(), Progress.NONE));

        assertEquals(
                empty.folder()
                        + ": has 0 labelled examples; a model needs at least 4, and labels of 2 classes; add labels"
                        + " with relabel4j add " + empty.folder() + " FILE",
                error.getMessage());
    }

    @Test
    void aFileSaysWhatItIs() throws Exception {
        Path file = folder.resolve("model.safetensors");
        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of("model=knn"), Progress.NONE)) {
            ProjectModels.write(model, file);
        }

        try (SavedModel model = SavedModel.open(file)) {
            assertEquals(CLASSES, model.classNames());
            assertEquals("table", model.notes().get("data.kind"));
            assertEquals("knn", model.notes().get("model"));
        }
    }
}
