package org.relabel4j.benchmarks.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.datasets.format.InputException;

/** Reads a run folder. Columns and keys that it does not know are ignored, so other versions' folders can be read. */
final class RunReader {

    private static final String ROUNDS = "rounds.csv";

    private RunReader() {}

    /**
     * Reads one run.
     *
     * @throws InputException if {@code rounds.csv} is missing, has no rows, or a file is malformed
     */
    static RunData read(Path folder) throws IOException, InputException {
        Map<String, String> config = keys(folder.resolve("config.yaml"), new YAMLMapper());
        Map<String, String> environment = keys(folder.resolve("environment.json"), new JsonMapper());
        List<RoundRow> rows = rows(folder.resolve(ROUNDS));
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new RunData(name, ModelResult.all(rows, plannedRounds(config)), config, environment);
    }

    /** Reads several runs; of folders with one name, the second becomes {@code name (2)}, and so on. */
    static List<RunData> all(List<Path> folders) throws IOException, InputException {
        Map<String, Integer> seen = new HashMap<>();
        List<RunData> runs = new ArrayList<>();
        for (Path folder : folders) {
            RunData run = read(folder);
            int count = seen.merge(run.name(), 1, Integer::sum);
            String name = count == 1 ? run.name() : run.name() + " (" + count + ")";
            runs.add(new RunData(name, run.models(), run.config(), run.environment()));
        }
        return List.copyOf(runs);
    }

    private static int plannedRounds(Map<String, String> config) {
        String rounds = config.getOrDefault("rounds", "");
        return rounds.matches("\\d{1,9}") ? Integer.parseInt(rounds) : 0;
    }

    private static List<RoundRow> rows(Path file) throws IOException, InputException {
        if (!Files.isRegularFile(file)) {
            throw InputException.inFile(
                    file, "not found", "a run folder's " + ROUNDS, "name the folder that relabel4j benchmark wrote");
        }
        List<RoundRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : csv) {
                rows.add(new RowParser(file, line).row());
            }
        } catch (CsvParseException e) {
            throw InputException.inFile(file, e.getMessage(), "", "mend the file, or make the run again");
        }
        if (rows.isEmpty()) {
            throw InputException.inFile(file, "has no rounds yet", "", "make the report when the first round is done");
        }
        RowParser.checkRounds(file, rows);
        return rows;
    }

    private static Map<String, String> keys(Path file, ObjectMapper mapper) throws IOException, InputException {
        Map<String, String> keys = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            try {
                flatten("", mapper.readTree(file.toFile()), keys);
            } catch (JsonProcessingException e) {
                String reason = e.getOriginalMessage().lines().findFirst().orElse("malformed");
                long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
                throw InputException.atLine(file, line, reason, "", "mend the file, or remove it");
            }
        }
        return keys;
    }

    /** Nested keys get dots between their parts; lists of plain values become one value. */
    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            List<String> items = new ArrayList<>();
            node.forEach(item -> items.add(item.isValueNode() ? item.asText() : item.toString()));
            into.put(prefix, String.join(", ", items));
        } else if (!node.isMissingNode()) {
            into.put(prefix, node.asText());
        }
    }
}
