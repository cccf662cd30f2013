package org.relabel4j.labeling.next;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.predict.ProjectModels;
import org.relabel4j.labeling.project.AddJob;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.TensorMap;

/** Projects on images whose model is a head on a network from a file. */
class NetworkProjectTest {
    private static final List<String> CLASSES = List.of("dark", "bright");
    private static final int SIZE = 24;

    @TempDir
    private Path folder;

    private Path home;
    private Path weights;

    /** Dark and bright images of noise, and a small network. */
    @BeforeEach
    void make() throws IOException {
        Random random = new Random(1);
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < SIZE; i++) {
            BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            for (int n = 0; n < 64; n++) {
                image.setRGB(n % 8, n / 8, 0x010101 * (random.nextInt(100) + i % 2 * 100));
            }
            ImageIO.write(image, "png", images.resolve("i" + i + ".png").toFile());
        }
        home = folder.resolve("project");
        weights = Files.createDirectories(folder.resolve("networks")).resolve("w.safetensors");
        network(1);
    }

    private void network(long seed) throws IOException {
        Safetensors.write(weights, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, seed), Map.of());
    }

    /** Finite numbers that are too large for sums of their products. */
    private void overflowing() throws IOException {
        NamedTensors sound = RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1);
        TensorMap large = new TensorMap("large");
        for (String name : sound.names()) {
            float[] values = sound.floats(name);
            Arrays.fill(values, 1e30f);
            large.put(name, sound.shape(name), values);
        }
        Safetensors.write(weights, large, Map.of());
    }

    private ProjectSettings settings(String... overrides) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("images"));
        given.put("data.path", List.of(folder.resolve("images").toString()));
        given.put("data.image-size", List.of("8"));
        given.put("classes", CLASSES);
        given.put("batch", List.of("4"));
        List<String> words = new ArrayList<>(List.of(overrides));
        words.add("resnet.weights=" + weights);
        words.add("resnet.cache=" + folder.resolve("cache"));
        return ProjectSettings.of(home, given, words);
    }

    private Project project(String... overrides) throws InputException {
        Project project = Project.create(settings(overrides), Progress.NONE);
        List<LabelEntry> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            labels.add(new LabelEntry(
                    LabelEntry.Kind.LABEL, "i" + i + ".png", "ann", CLASSES.get(i % 2), Optional.empty(), "test"));
        }
        project.log().append(labels);
        return project;
    }

    private static NextJob.Result next(Project project) throws InputException {
        return NextJob.run(project, List.of(), Progress.NONE);
    }

    private static String refusal(Project project) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> ProjectModels.ofProject(project, List.of(), Progress.NONE))
                .getMessage();
    }

    @Test
    void theBestOfAFewIsChosenWithANetworkAmongThem() throws Exception {
        NextJob.Result round = next(project());

        assertTrue(round.facts().modelReason().matches("(hog|resnet): log loss .*"), round::toString);
        assertTrue(round.facts().modelReason().contains(" of resnet; ")
                || round.facts().model().equals("resnet"));
        assertEquals(1, round.facts().networks().size());
    }

    @Test
    void anotherNetworkAtTheSamePlaceIsNoticed() throws Exception {
        Project project = project("model=resnet");
        next(project);
        byte[] first = Files.readAllBytes(weights);
        network(2);

        assertEquals(
                home + ": the network in " + weights
                        + " (resnet.weights) is another one than in round 1; put the former one back,"
                        + " or make a round with this one: relabel4j next " + home,
                refusal(project));
        NextJob.Result second = next(project);
        assertTrue(second.made());
        assertTrue(
                second.facts()
                        .warnings()
                        .contains("the network in " + weights + " (resnet.weights) is another one than in round 1"),
                second::toString);
        assertFalse(next(project).made());
        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of(), Progress.NONE)) {
            assertEquals("", model.note());
        }
        Files.write(weights, first);
        assertTrue(refusal(project).contains(" than in round 2; "));
        // Who names another one means it.
        Path other = Files.write(folder.resolve("other.safetensors"), first);
        try (ProjectModels.Usable model =
                ProjectModels.ofProject(project, List.of("resnet.weights=" + other), Progress.NONE)) {
            assertTrue(model.note().contains("settings have changed"), model::note);
        }
    }

    @Test
    void aNetworkWhoseFeaturesOverflowIsNamed() throws Exception {
        Project project = project("model=resnet");
        overflowing();

        String message = assertThrows(IllegalArgumentException.class, () -> next(project))
                .getMessage();

        assertTrue(
                message.matches("\\Q" + weights + "\\E: gives (NaN|-?Infinity) for example 0, expected finite numbers;"
                        + " its weights are damaged, or are not for such examples; give others"),
                message);
    }

    @Test
    void aNetworkMayBeMoved() throws Exception {
        next(project("model=resnet"));
        Path other = Files.move(weights, folder.resolve("other.safetensors"));
        Project project = Project.open(home);
        project.update(project.settings().with(List.of("resnet.weights=" + other)), Progress.NONE);
        project = Project.open(home);

        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of(), Progress.NONE)) {
            assertTrue(model.note().contains("settings have changed"), model::note);
        }
        weights = other;
        network(2);
        assertTrue(refusal(project).contains("the network in " + other + " (resnet.weights) is another one"));
    }

    /** Round files of before the networks were kept say nothing of them. */
    @Test
    void olderRoundsKnowNoNetworks() throws Exception {
        Project project = project("model=resnet");
        Path facts = next(project).folder().resolve("round.json");
        Files.writeString(facts, Files.readString(facts).replaceFirst("(?s)\"networks\" : \\{.*?\\},", ""));
        network(2);

        try (ProjectModels.Usable model = ProjectModels.ofProject(project, List.of(), Progress.NONE)) {
            assertTrue(model.note().startsWith("labels, examples or settings have changed"), model::note);
        }
    }

    @Test
    void onlyWhatTrainsNeedsTheWeights() throws Exception {
        project("model=resnet");
        Files.delete(weights);
        Project project = Project.open(home);

        Path more = Files.writeString(folder.resolve("more.csv"), "task,annotator,label\ni20.png,bob,dark\n");
        AddJob.run(project, new AddJob.Request(List.of(more), LabelOptions.defaults(), List.of()), Progress.NONE);
        project.update(project.settings().with(List.of("batch=5")), Progress.NONE);

        assertEquals("option \"weights\" of model resnet: " + weights + ": no such file", refusal(project));
    }

    @Test
    void aProjectMovesWithItsNetwork() throws Exception {
        weights = home.resolve("w.safetensors");
        ProjectSettings settings = settings("model=resnet");
        Files.createDirectories(home);
        network(1);
        assertEquals("w.safetensors", settings.toMap().get("resnet.weights"));
        Files.move(weights, folder.resolve("w.safetensors"));
        home = folder.resolve("moved");
        Files.createDirectory(home);
        Files.writeString(home.resolve("project.yaml"), settings.yaml());
        Files.move(folder.resolve("w.safetensors"), home.resolve("w.safetensors"));

        assertEquals(
                home.resolve("w.safetensors").toString(),
                Project.open(home).settings().options("resnet").get("weights"));
    }

    @Test
    void whatCannotWorkIsRefusedAtOnce() throws Exception {
        overflowing();
        refused(settings(), weights + ": gives ", "expected finite numbers");
        network(1);
        Path table = Files.writeString(folder.resolve("t.csv"), "x,y\n1,2\n3,4\n");
        for (String model : List.of("resnet", "resnet20", "hog")) {
            Map<String, List<String>> given = new LinkedHashMap<>();
            given.put("data.kind", List.of("table"));
            given.put("data.path", List.of(table.toString()));
            given.put("classes", CLASSES);
            given.put("model", List.of(model));
            List<String> words = model.equals("resnet") ? List.of("resnet.weights=" + weights) : List.of();
            refused(ProjectSettings.of(home, given, words), "model " + model + " needs images");
        }
        Files.delete(weights);
        refused(settings(), "no such file");
    }

    private void refused(ProjectSettings settings, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, () -> Project.create(settings, Progress.NONE))
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" expected in: " + message);
        }
        assertFalse(Files.exists(home));
    }
}
