package org.relabel4j.labeling.next;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.LabelOptions;
import org.relabel4j.files.OutputLock;
import org.relabel4j.jobs.Progress;
import org.relabel4j.labeling.project.AddJob;
import org.relabel4j.labeling.project.LabelEntry;
import org.relabel4j.labeling.project.LabelEntry.Kind;
import org.relabel4j.labeling.project.LabelLog;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.project.ProjectSettings;
import org.relabel4j.labeling.round.AnnotatorRow;
import org.relabel4j.labeling.round.BatchRow;
import org.relabel4j.labeling.round.ConsensusRow;
import org.relabel4j.labeling.round.Rounds;

class NextJobTest {
    private static final List<String> CLASSES = List.of("red", "green", "blue");
    private static final List<String> PEOPLE = List.of("ann", "bob", "cyd", "dan");
    private static final double[] SKILL = {0.95, 0.9, 0.85, 0.5};
    private static final int SIZE = 120;

    @TempDir
    private Path folder;

    private Project project;
    private final Map<String, String> truth = new HashMap<>();

    /** A table of three clusters. */
    @BeforeEach
    void make() throws Exception {
        Random random = new Random(1);
        StringBuilder table = new StringBuilder("id,x,y,z,note\n");
        for (int i = 0; i < SIZE; i++) {
            int k = i % 3;
            truth.put("t" + i, CLASSES.get(k));
            table.append("t").append(i);
            for (int d = 0; d < 3; d++) {
                table.append(',').append((d == k ? 2.5 : 0) + random.nextGaussian());
            }
            table.append(random.nextBoolean() ? ",plain\n" : ",\n");
        }
        Files.writeString(folder.resolve("table.csv"), table);
        project = Project.create(settings("project"), Progress.NONE);
    }

    private ProjectSettings settings(String name) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        given.put("data.kind", List.of("table"));
        given.put("data.path", List.of(folder.resolve("table.csv").toString()));
        given.put("data.id", List.of("id"));
        given.put("classes", CLASSES);
        given.put("model", List.of("softmax"));
        given.put("batch", List.of("12"));
        return ProjectSettings.of(folder.resolve(name), given, List.of());
    }

    private NextJob.Result next(String... overrides) throws InputException {
        return NextJob.run(project, List.of(overrides), Progress.NONE);
    }

    private static LabelEntry entry(Kind kind, String task, String annotator, String label) {
        return new LabelEntry(kind, task, annotator, label, Optional.empty(), "test");
    }

    /** What a person would say: always the same. */
    private String answer(String task, String annotator) {
        Random random = new Random((task + annotator).hashCode());
        return random.nextDouble() < SKILL[PEOPLE.indexOf(annotator)]
                ? truth.get(task)
                : CLASSES.get(random.nextInt(3));
    }

    /** Has the batch answered by those suggested, or by turns. */
    private void answer(List<BatchRow> batch) throws InputException {
        List<LabelEntry> entries = new ArrayList<>();
        for (BatchRow row : batch) {
            String who = row.suggestedAnnotator().isEmpty() ? PEOPLE.get(row.rank() % 4) : row.suggestedAnnotator();
            entries.add(entry(Kind.LABEL, row.task(), who, answer(row.task(), who)));
        }
        project.log().append(entries);
    }

    private double accuracy(int round, boolean labelledAlone) throws InputException {
        List<ConsensusRow> rows = new Rounds(project.roundsFolder())
                .consensus(round).stream()
                        .filter(row -> !labelledAlone || row.source() == ConsensusRow.Source.PEOPLE)
                        .toList();
        return (double) rows.stream()
                        .filter(row -> row.label().equals(truth.get(row.task())))
                        .count()
                / rows.size();
    }

    @Test
    void theFirstBatchIsSpreadOverTheData() throws Exception {
        NextJob.Result result = next();

        Set<String> classes =
                result.batch().stream().map(row -> truth.get(row.task())).collect(Collectors.toSet());
        assertEquals(12, result.batch().size());
        assertEquals(Set.copyOf(CLASSES), classes);
        assertTrue(result.batch().stream().noneMatch(BatchRow::repeat));
        assertEquals("", result.facts().model());
        assertTrue(Files.readString(result.folder().resolve(Rounds.CONSENSUS)).contains("t0,,,,0,model\n"));
    }

    @Test
    void roundsLearn() throws Exception {
        for (int round = 1; round <= 6; round++) {
            answer(next().batch());
        }
        NextJob.Result last = next();

        assertEquals(7, last.facts().number());
        assertEquals(72, last.facts().labels());
        assertTrue(accuracy(7, false) > 0.85, "accuracy of all examples is " + accuracy(7, false));
        assertTrue(last.facts().accuracy() > last.facts().guessing() + 0.3, last.facts()::toString);
        assertEquals(SIZE, new Rounds(project.roundsFolder()).consensus(7).size());
    }

    @Test
    void nobodyIsAskedTwiceAboutTheSame() throws Exception {
        Set<String> said = new HashSet<>();
        for (int round = 1; round <= 10; round++) {
            List<BatchRow> batch = next("batch=30").batch();
            for (BatchRow row : batch) {
                String pair = row.task() + " " + row.suggestedAnnotator();
                assertTrue(row.suggestedAnnotator().isEmpty() || said.add(pair), () -> pair + " again");
            }
            answer(batch);
        }
    }

    @Test
    void theSameLabelsGiveTheSameRoundWhateverWasBefore() throws Exception {
        answer(next().batch());
        NextJob.Result second = next();
        Project again = Project.create(settings("other"), Progress.NONE);
        List<LabelEntry> entries = new ArrayList<>();
        project.log().entries().forEach(logged -> entries.add(logged.entry()));
        again.log().append(entries);

        NextJob.Result alone = NextJob.run(again, List.of(), Progress.NONE);

        assertEquals(second.batch(), alone.batch());
        for (String file : List.of(Rounds.BATCH, Rounds.CONSENSUS, Rounds.ANNOTATORS, Rounds.PROBABILITIES)) {
            assertArrayEquals(
                    Files.readAllBytes(second.folder().resolve(file)),
                    Files.readAllBytes(alone.folder().resolve(file)),
                    file);
        }
    }

    @Test
    void withoutNewLabelsTheLastRoundStands() throws Exception {
        NextJob.Result first = next();
        NextJob.Result again = next();

        assertFalse(again.made());
        assertEquals(first.batch(), again.batch());
        assertEquals(1, new Rounds(project.roundsFolder()).facts().size());
        assertTrue(next("batch=5").made());
    }

    @Test
    void whatIsFilledInIsAdded() throws Exception {
        Path sheet = next("annotators=ann,bob").folder().resolve("ask-ann.csv");
        List<String> lines = Files.readAllLines(sheet);
        assertEquals(7, lines.size()); // half of the batch, and the header
        lines.replaceAll(line -> line.endsWith(",") ? line + truth.get(line.substring(0, line.indexOf(','))) : line);
        lines.set(6, lines.get(6).substring(0, lines.get(6).lastIndexOf(',') + 1)); // one is left open
        Files.write(sheet, lines);

        LabelLog.Added added = AddJob.run(
                project, new AddJob.Request(List.of(sheet), LabelOptions.defaults(), List.of()), Progress.NONE);

        assertEquals(new LabelLog.Added(5, 0), added);
    }

    @Test
    void aRoundThatWasKilledIsMadeAnew() throws Exception {
        Path left = Files.createDirectory(project.roundsFolder().resolve("0001.tmp"));
        Files.writeString(left.resolve("batch.csv"), "task,ki");

        NextJob.Result result = next();

        assertEquals(1, result.facts().number());
        assertFalse(Files.exists(left));
        assertEquals(
                result.facts().toString(),
                new Rounds(project.roundsFolder()).facts().get(0).toString());
    }

    @Test
    void nobodyIsRatedWithoutLabels() throws Exception {
        assertEquals(List.of(), rated(next("annotators=ann,dan")));
        project.log().append(List.of(entry(Kind.LABEL, "t0", "ann", "red"), entry(Kind.LABEL, "t1", "ann", "green")));

        assertEquals(List.of("ann"), rated(next("annotators=ann,dan")));
    }

    private List<String> rated(NextJob.Result result) throws InputException {
        List<AnnotatorRow> rows =
                new Rounds(project.roundsFolder()).annotators(result.facts().number());
        assertEquals(2, rows.size());
        return rows.stream()
                .filter(row -> !(Double.isNaN(row.accuracy()) && Double.isNaN(row.low()) && Double.isNaN(row.high())))
                .map(AnnotatorRow::annotator)
                .toList();
    }

    @Test
    void goldMeasuresPeopleAndIsNotAsked() throws Exception {
        answer(next().batch());
        List<LabelEntry> gold = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            gold.add(entry(Kind.GOLD, "t" + i, "", truth.get("t" + i)));
            gold.add(entry(Kind.LABEL, "t" + i, "dan", CLASSES.get((i + 1) % 3)));
        }
        project.log().append(gold);
        NextJob.Result result = next("batch=60");

        Set<String> known = gold.stream().map(LabelEntry::task).collect(Collectors.toSet());
        assertTrue(result.batch().stream().noneMatch(row -> known.contains(row.task())));
        List<AnnotatorRow> annotators = new Rounds(project.roundsFolder()).annotators(2);
        AnnotatorRow dan = annotators.stream()
                .filter(row -> row.annotator().equals("dan"))
                .findFirst()
                .orElseThrow();
        assertEquals(30, dan.goldLabelled());
        assertEquals(0, dan.goldRight());
        assertTrue(dan.high() < 0.3, dan::toString);
        assertTrue(
                result.batch().stream()
                        .filter(BatchRow::repeat)
                        .noneMatch(row -> row.suggestedAnnotator().equals("dan")),
                "a poor annotator is asked for a second opinion");
        ConsensusRow first = new Rounds(project.roundsFolder()).consensus(2).get(0);
        assertEquals(
                new ConsensusRow("t0", "red", 1, first.agreement(), first.numAnnotations(), ConsensusRow.Source.GOLD),
                first);
    }

    @Test
    void whoSkippedIsNotAskedAgain() throws Exception {
        List<LabelEntry> entries = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            for (String person : PEOPLE.subList(0, 3)) {
                entries.add(entry(i < 20 ? Kind.LABEL : Kind.SKIP, "t" + i, person, i < 20 ? truth.get("t" + i) : ""));
            }
        }
        project.log().append(entries);

        NextJob.Result nobody = next();
        assertEquals(List.of(), nobody.batch());
        assertTrue(nobody.facts().warnings().stream()
                .anyMatch(text -> text.startsWith("the batch has 0 examples instead of 12")));

        List<BatchRow> batch = next("annotators=dan").batch();
        assertEquals(12, batch.size());
        assertTrue(batch.stream().allMatch(row -> row.suggestedAnnotator().equals("dan")));
    }

    /** Forty examples with a label of ann or bob, twenty of them with dan's too. */
    private void labelSome() throws InputException {
        List<LabelEntry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String person = PEOPLE.get(i % 2);
            entries.add(entry(Kind.LABEL, "t" + i, person, answer("t" + i, person)));
            if (i < 20) {
                entries.add(entry(Kind.LABEL, "t" + i, "dan", answer("t" + i, "dan")));
            }
        }
        project.log().append(entries);
    }

    private static Map<String, Long> asked(NextJob.Result round) {
        return round.batch().stream()
                .collect(Collectors.groupingBy(BatchRow::suggestedAnnotator, Collectors.counting()));
    }

    @Test
    void choosesExamplesAndPeopleTogetherForTheirPrice() throws Exception {
        labelSome();
        String[] joint = {"joint.rule=per-cost", "joint.capacities=ann=0,bob=4", "annotators=cyd"};

        NextJob.Result round = next(joint);

        // Ann is away, bob is better than dan and about as good as cyd is thought to be.
        assertEquals(12, round.batch().size());
        assertEquals(12, round.batch().stream().map(BatchRow::task).distinct().count());
        assertEquals(Set.of("bob", "cyd"), asked(round).keySet());
        assertEquals(4, asked(round).get("bob"));
        Set<String> said = project.log().entries().stream()
                .map(LabelLog.Logged::entry)
                .map(entry -> entry.task() + " " + entry.annotator())
                .collect(Collectors.toSet());
        assertTrue(round.batch().stream().noneMatch(row -> said.contains(row.task() + " " + row.suggestedAnnotator())));
    }

    @Test
    void spendsNoMoreOnPairsThanTheBudgetHas() throws Exception {
        labelSome();

        // 60 labels at 1, as nobody has a rate, leave 5.
        NextJob.Result round = next("joint.rule=per-cost", "costs.unit=EUR", "budget=65");

        assertEquals(5, round.batch().size());
        assertFalse(String.join("\n", round.facts().warnings()).contains("capacity"));
        assertTrue(String.join("\n", round.facts().warnings())
                .contains("the batch has 5 examples instead of 12: of the budget"));
    }

    @Test
    void saysWhoseNameNobodyKnows() throws Exception {
        labelSome();

        NextJob.Result round = next("joint.rule=best", "joint.capacities=Bob=3,ann=9", "costs.rates=zoe=2,bob=1");

        assertTrue(
                String.join("\n", round.facts().warnings())
                        .contains(
                                "zoe, Bob have a price or a capacity (costs.rates, joint.capacities), but no label, and"),
                () -> round.facts().warnings().toString());
    }

    @Test
    void pairsNeedNoModel() throws Exception {
        NextJob.Result round = next("joint.rule=best", "annotators=ann,bob", "joint.capacities=ann=5,bob=3");

        assertEquals(Map.of("ann", 5L, "bob", 3L), asked(round));
        assertTrue(
                String.join("\n", round.facts().warnings())
                        .contains(
                                "the batch has 8 examples instead of 12: of every other example, each of those who can be asked"));
    }

    @Test
    void warnsWithTheNumber() throws Exception {
        Random random = new Random(3);
        List<LabelEntry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            for (String person : PEOPLE.subList(0, 2)) {
                entries.add(entry(Kind.LABEL, "t" + i, person, i < 30 ? "red" : CLASSES.get(random.nextInt(2))));
            }
            entries.add(entry(Kind.LABEL, "t" + i, "dan", "blue"));
        }
        project.log().append(entries);

        String warnings = String.join("\n", next().facts().warnings());

        assertTrue(warnings.contains("the model is no better than guessing: cross-validated accuracy 0."), warnings);
        assertTrue(warnings.contains("classes with fewer labelled examples than the 5 folds: "), warnings);
        assertTrue(warnings.contains("annotator dan agrees with nobody on any of the 40 examples"), warnings);
    }

    @Test
    void newAndVanishedExamplesAreTold() throws Exception {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, Files.readString(table).replace("t7,", "new7,"));

        String warnings = String.join("\n", next().facts().warnings());

        assertTrue(warnings.contains("1 new example is not taken in yet"), warnings);
        assertTrue(warnings.contains("1 example that was taken in is not there any more (t7)"), warnings);
        project.update(project.settings(), Progress.NONE);
        NextJob.Result result = next();
        assertEquals(SIZE, result.facts().examples());
        assertEquals(
                "new7",
                new Rounds(project.roundsFolder()).consensus(2).get(SIZE - 1).task());
    }

    @Test
    void examplesThatAreNotTakenInChangeNoRound() throws Exception {
        NextJob.Result first = next();
        Path table = folder.resolve("table.csv");
        Files.writeString(table, Files.readString(table) + "another,1,1,1,plain\n");

        assertFalse(next().made());
        assertEquals(first.batch(), next().batch());
    }

    @Test
    void aBatchStaysWithinTheBudget() throws Exception {
        answer(next().batch());

        // 12 labels cost 12; a further one costs 1 at most.
        NextJob.Result result = next("budget=15");
        assertEquals(3, result.batch().size());
        assertTrue(
                result.facts()
                        .warnings()
                        .contains(
                                "the batch has 3 examples instead of 12: of the budget of 15.0 label only 3.0 is left"),
                () -> result.facts().warnings().toString());
        assertEquals(List.of(), next("budget=12").batch());
        // Of 12 for 2 each nothing of 20 is left.
        assertEquals(
                List.of(),
                next("costs.unit=EUR", "budget=20", "costs.new=2", "costs.repeat=2")
                        .batch());
    }

    @Test
    void tellsIfTooFewLabelsOverlapToMeasurePeople() throws Exception {
        List<BatchRow> batch = next().batch();
        answer(batch.subList(0, 1));
        String ofOne = String.join("\n", next().facts().warnings());
        answer(batch.subList(1, batch.size()));

        String warnings = String.join("\n", next().facts().warnings());

        assertTrue(ofOne.contains("only 0 of 1 labelled example has a second label or a known answer"), ofOne);
        assertTrue(warnings.contains("only 0 of 12 labelled examples have a second label or a known answer"), warnings);
    }

    @Test
    void whatHoldsForTheProjectIsNotChangedForARound() {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> next("data.path=/nowhere"));

        assertEquals(
                "command line: data.path holds for the project, not for a round; change it by relabel4j init DIR --update",
                error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> next("classes=blue,green,red"));
    }

    @Test
    @SuppressWarnings("try") // the lock is held, not used
    void theSecondProcessIsTold() throws Exception {
        try (OutputLock held = project.lock()) {
            InputException error = assertThrows(InputException.class, () -> next(), held::toString);
            assertTrue(error.getMessage().contains("is in use by another relabel4j"), error::getMessage);
        }
        assertTrue(next().made());
    }
}
