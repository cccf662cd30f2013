package org.relabel4j.jobs.labelling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.consensus.Trust;

/**
 * Writes what a result rests on: {@code temperatures} and {@code model_weights} have an entry a model,
 * {@code annotator_weights} one by annotator's id. With one model, {@code temperature} and {@code model_weight} stand beside
 * the lists. Temperatures are left out where probabilities were used as given. Where labels are sets of classes, {@code classes} has
 * such an object for each.
 */
final class WeightsJson {
    private WeightsJson() {}

    static void write(OutputStream stream, Trust trust, List<String> annotators) throws IOException {
        try (JsonGenerator json = generator(stream)) {
            write(json, trust, annotators);
        }
        stream.write('\n');
    }

    /** @param trusts by the class that the question is of */
    static void write(OutputStream stream, Map<String, Trust> trusts, List<String> annotators) throws IOException {
        try (JsonGenerator json = generator(stream)) {
            json.writeStartObject();
            json.writeObjectFieldStart("classes");
            for (Map.Entry<String, Trust> question : trusts.entrySet()) {
                json.writeFieldName(question.getKey());
                write(json, question.getValue(), annotators);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        stream.write('\n');
    }

    private static JsonGenerator generator(OutputStream stream) throws IOException {
        // Jackson's core alone: its databind module would take longer to load than all the rest of a small job.
        return JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .createGenerator(stream)
                .useDefaultPrettyPrinter();
    }

    private static void write(JsonGenerator json, Trust trust, List<String> annotators) throws IOException {
        double[] annotatorWeights = trust.annotatorWeights();
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
