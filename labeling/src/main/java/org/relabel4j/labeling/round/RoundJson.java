package org.relabel4j.labeling.round;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Path;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.datasets.format.SmallText;

/** Writes and reads {@code round.json}; JSON has no NaN, so null stands for it. */
final class RoundJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(double.class, new NanAsNull())
                    .addDeserializer(double.class, new NullAsNan()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RoundJson() {}

    static byte[] write(RoundFacts facts) throws IOException {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(facts);
    }

    static RoundFacts read(Path file) throws InputException {
        try {
            return MAPPER.readValue(SmallText.read(file), RoundFacts.class);
        } catch (JsonProcessingException e) {
            throw InputException.inFile(
                    file,
                    "is damaged"
                            + (e.getLocation() == null
                                    ? ""
                                    : " in line " + e.getLocation().getLineNr()),
                    "what relabel4j next wrote",
                    "restore it");
        }
    }

    private static final class NanAsNull extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        NanAsNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.isNaN()) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }
    }

    private static final class NullAsNan extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        NullAsNan() {
            super(double.class);
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }
}
