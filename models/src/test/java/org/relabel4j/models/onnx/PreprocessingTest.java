package org.relabel4j.models.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static void assertShown(String expected, Map<String, String> values) {
        String shown = Preprocessing.of("model onnx", values).shown();

        assertEquals("images cut to shape, rgb, " + expected, shown);
    }

    @Test
    void showsOfTheBytesWhatChangesThem() {
        assertShown("byte / 255", Map.of());
        assertShown("byte", Map.of("scale", "1"));
        assertShown("byte - 127", Map.of("scale", "1", "mean", "127"));
        assertShown("(byte - 127) / 128", Map.of("scale", "1", "mean", "127", "sd", "128"));
        assertShown("byte / 127.5 - 1", Map.of("scale", String.valueOf(1 / 127.5), "mean", "1"));
        assertShown("byte * 0.0039 + 0.5", Map.of("scale", "0.0039", "mean", "-0.5"));
        assertShown("byte / 255 / [1, 2, 3]", Map.of("sd", "1,2,3"));
        assertShown(
                "(byte / 255 - [0.485, 0.456, 0.406]) / 0.25",
                Map.of("mean", "0.485,0.456,0.406", "sd", "0.25,0.25,0.25"));
    }
}
