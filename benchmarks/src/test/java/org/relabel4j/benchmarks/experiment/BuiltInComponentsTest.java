package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInComponentsTest {
    @Test
    void saysOnceWhatIsToBeSaidOfADataSet(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("table.csv"), "id,x,label\n1,0.5,a\n2,0.25,b\n3,0.75,a\n4,0.125,b\n5,1.5,a\n6,2.5,b\n");
        List<String> notes = new ArrayList<>();
        BuiltInComponents components = new BuiltInComponents(OwnParts.NONE, notes::add);

        for (int trial = 0; trial < 3; trial++) {
            components.dataset("csv", Map.of("file", file.toString()), trial);
        }

        assertEquals(List.of(file + ": taken as ids, not as features: \"id\"; csv.ignore=none changes that"), notes);
    }
}
