package org.relabel4j.datasets.cxr;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.relabel4j.datasets.cxr.Xray.NihFinding;
import org.relabel4j.datasets.format.CsvTable;
import org.relabel4j.datasets.format.CsvTable.Column;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.JsonList;

/**
 * The files of RSNA's Pneumonia Detection Challenge 2018. Their columns and names are those that the authors of NoisyCXR read
 * (microsoft/InnerEye-DeepLearning, InnerEye-DataQuality, create_noisy_chestxray_dataset.py and its README).
 */
public final class RsnaFiles {
    /** Kaggle's labels: a row a box, or one without a box. */
    public static final String LABELS = "stage_2_train_labels.csv";

    /** RSNA's file that says which of NIH's images each is, and how NIH labels it. */
    public static final String MAPPING = "pneumonia-challenge-dataset-mappings_2018.json";

    /** All boxes that readers drew, with how sure they were; some of them were dropped when RSNA decided. */
    public static final String BOXES = "RSNA_pneumonia_all_probs.csv";

    private static final String LOW = "Lung Opacity (Low Prob)";
    private static final List<String> PROBABILITIES =
            List.of(LOW, "Lung Opacity (Med Prob)", "Lung Opacity (High Prob)");

    private RsnaFiles() {}

    /**
     * What the mapping says of an image.
     *
     * @param nihImage name of NIH's image
     * @param study its id in the file of boxes
     * @param finding group of NIH's findings
     */
    public record Mapped(String nihImage, String study, NihFinding finding) {}

    private record Target(String patient, String value) {}

    private record Box(String study, String probability) {}

    /**
     * Whether each patient has an opacity, in the order of the file.
     *
     * @throws InputException if the file cannot be read, or says both of a patient
     */
    public static Map<String, Boolean> readLabels(Path file) throws InputException {
        Map<String, Boolean> labels = new LinkedHashMap<>();
        new CsvTable<>(
                        List.of(new Column<>("patientId", Target::patient), new Column<>("Target", Target::value)),
                        row -> {
                            Target target = new Target(row.text("patientId"), row.text("Target"));
                            if (target.patient().isEmpty()) {
                                throw row.complaint("patientId", "a patient");
                            }
                            if (!target.value().matches("[01]")) {
                                throw row.complaint("Target", "0 or 1");
                            }
                            boolean opacity = target.value().equals("1");
                            Boolean before = labels.putIfAbsent(target.patient(), opacity);
                            if (before != null && before != opacity) {
                                throw row.complaint(
                                        "Target", (before ? "1" : "0") + ", as in the row before of this patient");
                            }
                            return target;
                        })
                .read(file);
        return labels;
    }

    /**
     * What is known of the image of each patient.
     *
     * @throws InputException if the file cannot be read, or has a patient or an image twice, or of NIH's findings none that counts
     */
    public static Map<String, Mapped> readMapping(Path file) throws InputException {
        Map<String, Mapped> mapping = new HashMap<>();
        Set<String> images = new HashSet<>();
        JsonList.read(file, item -> {
            String patient = item.text("subset_img_id");
            Mapped mapped =
                    new Mapped(item.text("img_id"), item.text("StudyInstanceUID"), finding(item.texts("orig_labels")));
            if (mapping.put(patient, mapped) != null) {
                throw item.complaint("has the subset_img_id " + patient + " again", "each once");
            }
            if (!images.add(mapped.nihImage())) {
                throw item.complaint("has the img_id " + mapped.nihImage() + " again", "each once");
            }
        });
        if (mapping.values().stream().allMatch(mapped -> mapped.finding() == NihFinding.OTHER)) {
            throw InputException.inFile(
                    file,
                    "has no X-ray with pneumonia, infiltration or consolidation",
                    "NIH's findings in orig_labels",
                    "");
        }
        return mapping;
    }

    private static NihFinding finding(List<String> findings) {
        String all = String.join("|", findings).toLowerCase(Locale.ROOT);
        if (all.contains("pneumonia")) {
            return NihFinding.PNEUMONIA;
        }
        return all.contains("infiltration") || all.contains("consolidation")
                ? NihFinding.LIKE_PNEUMONIA
                : NihFinding.OTHER;
    }

    /**
     * For each study with boxes, whether all of them are of low probability.
     *
     * @throws InputException if the file cannot be read, or has another probability
     */
    public static Map<String, Boolean> readBoxes(Path file) throws InputException {
        Map<String, Boolean> onlyLow = new HashMap<>();
        new CsvTable<>(
                        List.of(
                                new Column<>("StudyInstanceUID", Box::study),
                                new Column<>("labelName", Box::probability)),
                        row -> {
                            Box box = new Box(
                                    row.text("StudyInstanceUID"),
                                    row.text("labelName").strip());
                            if (!PROBABILITIES.contains(box.probability())) {
                                throw row.complaint("labelName", "one of " + String.join(", ", PROBABILITIES));
                            }
                            onlyLow.merge(box.study(), box.probability().equals(LOW), Boolean::logicalAnd);
                            return box;
                        })
                .read(file);
        return onlyLow;
    }
}
