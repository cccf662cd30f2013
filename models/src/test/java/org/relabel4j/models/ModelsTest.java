package org.relabel4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.forest.ExtraTreesTrainer;
import org.relabel4j.models.mlp.MlpEngine;
import org.relabel4j.models.mlp.MlpTrainer;

class ModelsTest {
    @Test
    void listsModelsInOrder() {
        assertEquals(List.of("mlp", "extra-trees", "knn", "co-teaching", "ensemble"), Models.names());
        assertEquals(Models.names(), Models.all().stream().map(ModelInfo::name).toList());
    }

    @Test
    void readsOptions() {
        MlpTrainer mlp = assertInstanceOf(
                MlpTrainer.class,
                Models.trainer("mlp", Map.of("hidden", " 20", "lr", "0.5", "epochs", "3", "engine", "DL4J")));
        ExtraTreesTrainer trees = assertInstanceOf(
                ExtraTreesTrainer.class, Models.trainer("extra-trees", Map.of("trees", "7", "max-features", "2")));

        assertEquals(20, mlp.config().hidden());
        assertEquals(0.5, mlp.config().learningRate());
        assertEquals(3, mlp.config().maxEpochs());
        assertEquals(MlpEngine.DL4J, mlp.config().engine());
        assertEquals(7, trees.config().trees());
        assertEquals(2, trees.config().maxFeatures());
    }

    @Test
    void dealsOptionsOutToTheMembersOfAnEnsemble() {
        List<Trainer> members = Models.trainers("ensemble", Map.of("mlp.epochs", "3", "extra-trees.trees", "7"));

        assertEquals(
                List.of("mlp", "extra-trees", "knn"),
                members.stream().map(Trainer::name).toList());
        assertEquals(3, ((MlpTrainer) members.get(0)).config().maxEpochs());
        assertEquals(7, ((ExtraTreesTrainer) members.get(1)).config().trees());
    }

    @Test
    void namesWhatIsWrongAndHowToMendIt() {
        assertMessage("unknown model \"extratrees\"; did you mean \"extra-trees\"?", "extratrees", Map.of());
        assertMessage("unknown option \"epoch\" of model mlp; did you mean \"epochs\"?", "mlp", Map.of("epoch", "3"));
        assertMessage(
                "option epochs of model mlp is \"many\", expected a whole number", "mlp", Map.of("epochs", "many"));
        assertMessage("option lr of model mlp is \"x\", expected a number", "mlp", Map.of("lr", "x"));
        assertMessage(
                "option engine of model mlp is \"torch\", expected one of [java, nd4j, dl4j]",
                "mlp",
                Map.of("engine", "torch"));
        assertMessage("mlp epochs is 0, expected at least 1", "mlp", Map.of("epochs", "0"));
        assertMessage("mlp learning rate is NaN, expected a positive number", "mlp", Map.of("lr", "NaN"));
        assertMessage("extra-trees trees is 0, expected at least 1", "extra-trees", Map.of("trees", "0"));
        assertMessage("knn k is 0, expected at least 1 neighbour", "knn", Map.of("k", "0"));
        assertMessage(
                "unknown option \"mlp.epoch\" of model ensemble; did you mean \"mlp.epochs\"?",
                "ensemble",
                Map.of("mlp.epoch", "1"));
    }

    @Test
    void anEnsembleIsNotOneTrainer() {
        var error = assertThrows(IllegalArgumentException.class, () -> Models.trainer("ensemble", Map.of()));

        assertEquals(
                "model ensemble is several models, where one is expected: one of mlp, extra-trees, knn",
                error.getMessage());
    }

    private static void assertMessage(String expected, String model, Map<String, String> options) {
        var error = assertThrows(IllegalArgumentException.class, () -> Models.trainers(model, options));
        assertEquals(expected, error.getMessage());
    }
}
