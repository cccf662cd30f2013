package org.relabel4j.models.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.relabel4j.core.text.Suggestions;

/** Preprocessing by the name of what models were trained with. Sizes count where the model leaves them open. */
public final class Presets {
    private static final String IMAGENET_MEAN = "0.485,0.456,0.406";
    private static final String IMAGENET_SD = "0.229,0.224,0.225";

    /** In the order to show and to try them. */
    private static final List<Map.Entry<String, Map<String, String>>> ALL = List.of(
            // torchvision and timm: the shorter side to 256, 224 of it.
            Map.entry("imagenet", Map.of("size", "224", "crop", "0.875", "mean", IMAGENET_MEAN, "sd", IMAGENET_SD)),
            // OpenAI's numbers (Radford et al. 2021, arXiv:2103.00020).
            Map.entry(
                    "clip",
                    Map.of(
                            "size",
                            "224",
                            "mean",
                            "0.48145466,0.4578275,0.40821073",
                            "sd",
                            "0.26862954,0.26130258,0.27577711")),
            // As imagenet; of the tokens the first (Oquab et al. 2023, arXiv:2304.07193).
            Map.entry(
                    "dinov2",
                    Map.of("size", "224", "crop", "0.875", "mean", IMAGENET_MEAN, "sd", IMAGENET_SD, "pool", "first")),
            // TensorFlow's and Keras's: -1 to 1.
            Map.entry("tf", Map.of("size", "224", "fit", "squash", "scale", "1", "mean", "127.5", "sd", "127.5")),
            // Google's EfficientNet-Lite: almost as tf.
            Map.entry(
                    "efficientnet-lite",
                    Map.of("size", "224", "fit", "squash", "scale", "1", "mean", "127", "sd", "128")));

    private Presets() {}

    /** The names of all. */
    public static List<String> names() {
        return ALL.stream().map(Map.Entry::getKey).toList();
    }

    /** Whether a preset has one number for all colours. */
    static boolean isForGrey(String name) {
        return !byName(name).get("mean").contains(",");
    }

    /** @throws IllegalArgumentException if there is none of the name; the message is what follows it */
    static Map<String, String> byName(String name) {
        return ALL.stream()
                .filter(preset -> preset.getKey().equals(name))
                .findFirst()
                .map(preset -> (Map<String, String>) new TreeMap<>(preset.getValue()))
                .orElseThrow(
                        () -> new IllegalArgumentException("is \"" + name + "\"; " + Suggestions.hint(name, names())));
    }
}
