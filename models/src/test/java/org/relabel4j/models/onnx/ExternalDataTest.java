package org.relabel4j.models.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExternalDataTest {
    private static byte[] field(int number, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(number << 3 | 2);
        bytes.write(content.size());
        bytes.writeBytes(content.toByteArray());
        return bytes.toByteArray();
    }

    private static byte[] text(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] model(byte[]... entry) {
        return field(7, field(5, field(13, entry)));
    }

    @Test
    void findsFilesWhateverTheOrderOfFields() {
        assertEquals(Set.of("w.bin"), ExternalData.of(model(text(1, "location"), text(2, "w.bin"))));
        assertEquals(Set.of("../w.bin"), ExternalData.of(model(text(2, "../w.bin"), text(1, "location"))));
        assertEquals(Set.of(), ExternalData.of(model(text(1, "offset"), text(2, "8"))));
    }
}
