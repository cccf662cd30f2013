package org.relabel4j.datasets.cxr;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;

/**
 * What single readers say of some of NIH's images: three radiologists each of 4,374 (Majkowska et al. 2019, Radiology,
 * doi:10.1148/radiol.2019191293), a row a reader and image. Of the four findings the airspace opacity is read.
 */
public final class ExpertReaders {
    /** Names that the file has: in Google's bucket, and as it is downloaded. */
    public static final List<String> FILES =
            List.of("four_findings_expert_labels_individual_readers.csv", "individual_readers.csv");

    private static final String IMAGE = "Image ID";
    private static final String READER = "Reader ID";
    private static final String OPACITY = "Airspace opacity";

    private ExpertReaders() {}

    private record Reading(String image, String reader, String opacity) {}

    /**
     * How many readers see no opacity, and how many see one, by the name of NIH's image.
     *
     * @throws InputException if the file cannot be read, or a reader says something of an image twice
     */
    public static Map<String, int[]> read(Path file) throws InputException {
        Map<String, int[]> votes = new HashMap<>();
        Set<Reading> seen = new HashSet<>();
        new CsvTable<>(
                        List.of(
                                new Column<>(IMAGE, Reading::image),
                                new Column<>(READER, Reading::reader),
                                new Column<>(OPACITY, Reading::opacity)),
                        row -> {
                            Reading reading = new Reading(row.text(IMAGE), row.text(READER), row.text(OPACITY));
                            if (!seen.add(new Reading(reading.image(), reading.reader(), ""))) {
                                throw row.complaint(READER, "a reader who has not read " + reading.image() + " yet");
                            }
                            int[] ofImage = votes.computeIfAbsent(reading.image(), image -> new int[2]);
                            switch (reading.opacity()) {
                                case "NO" -> ofImage[0]++;
                                case "YES" -> ofImage[1]++;
                                case "" -> {}
                                default -> throw row.complaint(OPACITY, "YES, NO or nothing");
                            }
                            return reading;
                        })
                .read(file);
        return votes;
    }
}
