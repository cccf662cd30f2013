package org.relabel4j.jobs.labelling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.relabel4j.core.consensus.Trust;

/**
 * Writes what a result rests on: {@code temperatures} and {@code model_weights} have an entry a model,
 * {@code annotator_weights} one by annotator's id. With one model, {@code temperature} and {@code model_weight} stand beside
 * the lists. Temperatures are left out where probabilities were used as given.
 */
final class WeightsJson {
    private WeightsJson() {}

    static void write(OutputStream stream, Trust trust, List<String> annotators) throws IOException {
        double[] annotatorWeights = trust.annotatorWeights();
        // Jackson's core alone: its databind module would take longer to load than all the rest of a small job.
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build();
        try (JsonGenerator json = factory.createGenerator(stream).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            writeModels(json, "temperature", "temperatures", trust.temperatures());
            writeModels(json, "model_weight", "model_weights", trust.modelWeights());
            json.writeObjectFieldStart("annotator_weights");
            for (int j = 0; j < annotatorWeights.length; j++) {
                // An annotator without a label has no weight; JSON has no NaN.
                if (Double.isNaN(annotatorWeights[j])) {
                    json.writeNullField(annotators.get(j));
                } else {
                    json.writeNumberField(annotators.get(j), annotatorWeights[j]);
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        stream.write('\n');
    }

    private static void writeModels(JsonGenerator json, String single, String several, double[] values)
            throws IOException {
        if (values.length == 1) {
            json.writeNumberField(single, values[0]);
        }
        if (values.length > 0) {
            json.writeFieldName(several);
            json.writeArray(values, 0, values.length);
        }
    }
}
