package org.relabel4j.models.vision.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.registry.Models;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNets;

class RandomStartTest {
    private static final Trainer SCRATCH = Models.trainer("resnet20", Map.of());
    private static final Trainer FINE = new ImageTrainer(
            ResNets.byName("resnet20"),
            Optional.of(RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1)),
            Descent.finetuning(),
            Regularisation.defaults(),
            InputSize.AS_THEY_ARE);

    /** Two standard errors of a guess that is right for 20 % of 400 are 0.04. */
    @Test
    void warnsOfChanceWithTheNumbers() {
        assertEquals(
                "model resnet20 starts from random weights, and 400 labelled examples teach it nothing: cross-validated accuracy 0.239,"
                        + " always guessing the most frequent class 0.200; give it the weights of a network that has seen many images,"
                        + " by the options mode=head and weights=FILE, or take model hog",
                RandomStart.warning(List.of(SCRATCH), 0.239, 0.2, 400).orElseThrow());
        assertEquals(Optional.empty(), RandomStart.warning(List.of(SCRATCH), 0.241, 0.2, 400));
    }

    @Test
    void isSilentOfOtherModels() {
        Trainer softmax = Models.trainer("softmax", Map.of());

        assertEquals(Optional.empty(), RandomStart.warning(List.of(FINE, softmax), 0.1, 0.2, 400));
    }
}
