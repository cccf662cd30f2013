package org.relabel4j.labeling.round;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.CsvLines;
import org.relabel4j.datasets.format.CsvOutput;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.NpyFile;
import org.relabel4j.files.Folders;
import org.relabel4j.files.Replacement;

/** The rounds of a project: a folder each, {@code 0001}, {@code 0002}, ..., which is put in place whole. */
public final class Rounds {
    /** The batch. */
    public static final String BATCH = "batch.csv";
    /** The label of every example. */
    public static final String CONSENSUS = "consensus.csv";
    /** The annotators. */
    public static final String ANNOTATORS = "annotators.csv";
    /** The model's probabilities, in the order of the consensus. */
    public static final String PROBABILITIES = "probabilities.npy";
    /** The report. */
    public static final String REPORT = "report.html";

    private static final String FACTS = "round.json";
    private static final String UNFINISHED = ".tmp";

    private final Path folder;

    /** @param folder that holds them */
    public Rounds(Path folder) {
        this.folder = folder;
    }

    /** The numbers of all rounds, from the first. */
    public List<RoundFacts> facts() throws InputException {
        List<RoundFacts> all = new ArrayList<>();
        for (Path round : folders(name -> name.matches("\\d{4,9}"))) {
            all.add(RoundJson.read(round.resolve(FACTS)));
        }
        all.sort(Comparator.comparingInt(RoundFacts::number));
        return all;
    }

    /** The number of the last round; empty before the first. */
    public Optional<Integer> last() throws InputException {
        return folders(name -> name.matches("\\d{4,9}")).stream()
                .map(folder -> Integer.valueOf(folder.getFileName().toString()))
                .max(Integer::compareTo);
    }

    /** The folder of a round. */
    public Path folder(int number) {
        return folder.resolve(String.format(Locale.ROOT, "%04d", number));
    }

    /** What a round asked, in rank order. */
    public List<BatchRow> batch(int number) throws InputException {
        return BatchRow.TABLE.read(folder(number).resolve(BATCH));
    }

    /** The label of every example after a round. */
    public List<ConsensusRow> consensus(int number) throws InputException {
        return ConsensusRow.TABLE.read(folder(number).resolve(CONSENSUS));
    }

    /** The annotators after a round, worst first. */
    public List<AnnotatorRow> annotators(int number) throws InputException {
        return AnnotatorRow.TABLE.read(folder(number).resolve(ANNOTATORS));
    }

    /**
     * Writes a round; its folder has its name only when all is in it.
     *
     * @param report the page
     * @throws InputException if it cannot be written; then there is no such round
     */
    public void write(RoundOutcome round, String report) throws InputException {
        Path target = folder(round.facts().number());
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            for (Path left : folders(name -> name.endsWith(UNFINISHED))) {
                // Nothing of a round that a kill left unfinished was ever told to anybody.
                Folders.delete(left);
            }
            Files.createDirectory(unfinished);
            write(unfinished.resolve(BATCH), BatchRow.TABLE, round.batch());
            for (Map.Entry<String, String> sheet :
                    AskSheets.of(round.batch(), round.sets().isPresent()).entrySet()) {
                write(unfinished.resolve(sheet.getKey()), sheet.getValue().getBytes(StandardCharsets.UTF_8));
            }
            CsvTable<AnnotatorRow> annotators = round.sets()
                    .map(sets -> AnnotatorRow.TABLE.with(sets.annotatorColumns(round.annotators())))
                    .orElse(AnnotatorRow.TABLE);
            write(unfinished.resolve(ANNOTATORS), annotators, round.annotatorRows());
            writeConsensus(unfinished.resolve(CONSENSUS), round);
            NpyFile.write(unfinished.resolve(PROBABILITIES), round.predProbs(), NpyFile.Precision.FLOAT32);
            write(unfinished.resolve(REPORT), report.getBytes(StandardCharsets.UTF_8));
            write(unfinished.resolve(FACTS), RoundJson.write(round.facts()));
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            Replacement.forceFolder(folder);
        } catch (IOException e) {
            throw InputException.unwritable(target, e);
        }
    }

    private static void writeConsensus(Path file, RoundOutcome round) throws InputException {
        AtomicFiles.write(file, stream -> {
            CsvWriter header = CsvOutput.writer(stream);
            header.writeRecord(Stream.concat(
                            Stream.of(ConsensusRow.TABLE.header().split(",")),
                            round.sets().stream().flatMap(sets -> sets.columns().stream()))
                    .toList());
            header.flush();
            CsvLines.write(
                    stream, round.tasks().size(), (csv, i) -> csv.writeRecord(consensusFields(round, i)), done -> {});
        });
    }

    private static List<String> consensusFields(RoundOutcome round, int i) {
        List<String> fields = ConsensusRow.TABLE.fields(ConsensusRow.of(round, i));
        return round.sets()
                .map(sets -> Stream.concat(fields.stream(), sets.fields(i, round.predicted(i)).stream())
                        .toList())
                .orElse(fields);
    }

    private static <R> void write(Path file, CsvTable<R> table, List<R> rows) throws InputException {
        write(file, table.text(rows).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) throws InputException {
        AtomicFiles.write(file, stream -> stream.write(bytes));
    }

    private List<Path> folders(java.util.function.Predicate<String> named) throws InputException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> named.test(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InputException.unreadable(folder, e);
        }
    }
}
