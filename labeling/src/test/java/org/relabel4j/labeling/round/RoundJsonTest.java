package org.relabel4j.labeling.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundJsonTest {
    @TempDir
    Path folder;

    private static RoundFacts facts(ModelQuality quality) {
        return new RoundFacts(
                1, "", "", Map.of(), Map.of(), "knn", "", 10, 5, 6, 2, 0, 0.5, 0.2, 1, quality, 0.8, 0.1, 0, 6,
                List.of());
    }

    @Test
    void readsWhatItWrites() throws Exception {
        RoundFacts facts = facts(new ModelQuality(0.5, 0.25, Double.NaN, 1.5, 0.125));
        Path file = Files.write(folder.resolve("round.json"), RoundJson.write(facts));

        assertEquals(facts, RoundJson.read(file));
        assertTrue(Files.readString(file).contains("\"auc\" : null"));
    }

    @Test
    void readsRoundsOfBeforeTheirQualityWasMeasured() throws Exception {
        String text = new String(
                RoundJson.write(facts(new ModelQuality(0.5, 0.25, 0.75, 1.5, 0.125))), StandardCharsets.UTF_8);
        String old = text.replaceAll("(?s)\"quality\" : \\{.*?\\},", "");
        assertFalse(old.contains("macroF1"));
        Path file = Files.writeString(folder.resolve("round.json"), old);

        assertEquals(facts(ModelQuality.UNKNOWN), RoundJson.read(file));
    }
}
