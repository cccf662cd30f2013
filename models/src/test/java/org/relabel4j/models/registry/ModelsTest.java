package org.relabel4j.models.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.models.coteaching.CoTeachingConfig;
import org.relabel4j.models.coteaching.CoTeachingTrainer;
import org.relabel4j.models.forest.ExtraTreesTrainer;
import org.relabel4j.models.mlp.MlpEngine;
import org.relabel4j.models.mlp.MlpTrainer;
import org.relabel4j.models.vision.InputSize;
import org.relabel4j.models.vision.RandomWeights;
import org.relabel4j.models.vision.ResNet;
import org.relabel4j.models.vision.ResNets;
import org.relabel4j.models.vision.Shortcut;
import org.relabel4j.models.vision.Stem;
import org.relabel4j.models.vision.TinyImages;
import org.relabel4j.models.vision.head.HeadTrainer;
import org.relabel4j.models.vision.training.Augmentation;
import org.relabel4j.models.vision.training.ImageCoTeachingTrainer;
import org.relabel4j.models.vision.training.ImageTrainer;
import org.relabel4j.models.vision.training.WarmImageTrainer;
import org.relabel4j.models.vision.training.WarmStart;
import org.relabel4j.models.weights.NamedTensors;
import org.relabel4j.models.weights.Safetensors;
import org.relabel4j.models.weights.TensorMap;

class ModelsTest {
    @Test
    void listsModelsOnce() {
        List<String> names = Models.names();

        assertEquals(List.copyOf(new LinkedHashSet<>(names)), names);
        assertTrue(names.containsAll(
                List.of("mlp", "extra-trees", "knn", "softmax", "co-teaching", "ensemble", "resnet20")));
        assertEquals(names, Models.all().stream().map(ModelInfo::name).toList());
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
        assertMessage("model mlp has no option \"epoch\"; did you mean \"epochs\"?", "mlp", Map.of("epoch", "3"));
        assertMessage(
                "option \"epochs\" of model mlp is \"many\", expected a whole number from 1 to 100000",
                "mlp",
                Map.of("epochs", "many"));
        assertMessage(
                "option \"lr\" of model mlp is \"x\", expected a number from 1e-12 to 1e9", "mlp", Map.of("lr", "x"));
        assertMessage(
                "option \"engine\" of model mlp is \"torch\", expected one of java, nd4j, dl4j",
                "mlp",
                Map.of("engine", "torch"));
        assertMessage(
                "option \"epochs\" of model mlp is \"0\", expected a whole number from 1 to 100000",
                "mlp",
                Map.of("epochs", "0"));
        assertMessage(
                "option \"lr\" of model mlp is \"NaN\", expected a number from 1e-12 to 1e9",
                "mlp",
                Map.of("lr", "NaN"));
        assertMessage(
                "option \"trees\" of model extra-trees is \"0\", expected a whole number from 1 to 10000",
                "extra-trees",
                Map.of("trees", "0"));
        assertMessage(
                "option \"k\" of model knn is \"0\", expected a whole number from 1 to 1000000",
                "knn",
                Map.of("k", "0"));
        assertMessage(
                "model ensemble has no option \"mlp.epoch\"; did you mean \"mlp.epochs\"?",
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

    @Test
    void readsOptionsOfWarmStarts() {
        WarmImageTrainer usual = assertInstanceOf(
                WarmImageTrainer.class, Models.trainer("resnet20", Map.of("warm-start", "shrink-perturb")));
        WarmImageTrainer own = assertInstanceOf(
                WarmImageTrainer.class,
                Models.trainer(
                        "resnet20",
                        Map.of(
                                "warm-start", "shrink-perturb",
                                "shrink", "0.6",
                                "perturb", "0.01",
                                "warm-epochs", "3",
                                "epochs", "7")));

        assertEquals(new WarmStart(0.4, 0.1, 30), usual.warm());
        assertEquals(new WarmStart(0.6, 0.01, 3), own.warm());
        assertEquals(7, own.cold().descent().epochs());
        assertInstanceOf(ImageTrainer.class, Models.trainer("resnet20", Map.of("warm-start", "none")));
        assertMessage(
                "option \"shrink\" of model resnet20 has no effect with warm-start=none, only with warm-start=shrink-perturb",
                "resnet20",
                Map.of("shrink", "0.4"));
        assertMessage(
                "option \"warm-start\" of model resnet20 is \"warm\", expected one of none, shrink-perturb",
                "resnet20",
                Map.of("warm-start", "warm"));
    }

    @Test
    void aFrozenNetworkHasNoWarmStart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());

        assertMessage(
                "option \"warm-start\" of model resnet20 has no effect with mode=head, only with mode=scratch or mode=finetune",
                "resnet20",
                Map.of("mode", "head", "weights", file.toString(), "warm-start", "shrink-perturb"));
    }

    @Test
    void readsOptionsOfResidualNetworks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet18"), 3, 2, 1), Map.of());
        ImageTrainer scratch = assertInstanceOf(
                ImageTrainer.class, Models.trainer("resnet18", Map.of("epochs", "1", "flip", "false", "crop", "2")));
        ImageTrainer fine = assertInstanceOf(
                ImageTrainer.class, Models.trainer("resnet18", Map.of("mode", "finetune", "weights", file.toString())));

        assertEquals(1, scratch.descent().epochs());
        assertEquals(new Augmentation(false, 2, 0), scratch.regularisation().augmentation());
        assertEquals(Stem.BY_SIZE, scratch.network().stem());
        assertEquals(Stem.IMAGENET, fine.network().stem());
        assertEquals(0.01, fine.descent().learningRate());
        assertEquals(
                "resnet18",
                Models.trainer("resnet18", Map.of("mode", "head", "weights", file.toString()))
                        .name());
        assertEquals(
                List.of("resnet18", "resnet34", "resnet50"),
                Models.trainers("resnet-ensemble", Map.of("resnet34.epochs", "3")).stream()
                        .map(Trainer::name)
                        .toList());
    }

    @Test
    void takesTheNetworkFromItsFile(@TempDir Path folder) throws IOException {
        ResNet network = new ResNet("resnet", false, List.of(1, 2), 4, Stem.IMAGENET, Shortcut.PROJECTION);
        String file = folder.resolve("w.safetensors").toString();
        Safetensors.write(Path.of(file), RandomWeights.of(network, 3, 2, 1), Map.of());

        ImageTrainer fine = assertInstanceOf(
                ImageTrainer.class,
                Models.trainer("resnet", Map.of("mode", "finetune", "weights", file, "size", "16")));
        HeadTrainer head = assertInstanceOf(HeadTrainer.class, Models.trainer("resnet", Map.of("weights", file)));
        ImageTrainer small = assertInstanceOf(
                ImageTrainer.class,
                Models.trainer("resnet", Map.of("mode", "finetune", "weights", file, "stem", "cifar")));

        assertEquals(network, fine.network());
        assertEquals(InputSize.of(16), fine.size());
        assertEquals(8, head.dimension(TinyImages.coloured(2, 1)));
        assertEquals(network.withStem(Stem.CIFAR), small.network());
        assertInstanceOf(
                HeadTrainer.class, Models.trainer("co-teaching", Map.of("network", "resnet", "resnet.weights", file)));
        assertMessage(
                "model resnet with mode=head needs weights to start from: give it the option weights=FILE, a safetensors file",
                "resnet",
                Map.of());
        assertMessage(
                "model resnet is the network that its weights are of, and cannot start without: give it mode=head or mode=finetune,"
                        + " and weights=FILE",
                "resnet",
                Map.of("mode", "scratch"));
        assertMessage(
                "option \"size\" of model resnet is \"0\", expected a whole number from 1 to 1024",
                "resnet",
                Map.of("weights", file, "size", "0"));
    }

    @Test
    void saysWhichOptionsOfResidualNetworksDoNotFit() {
        assertMessage(
                "model resnet20 with mode=head needs weights to start from: give it the option weights=FILE, a safetensors file"
                        + "; relabel4j pretrain makes one from images without labels",
                "resnet20",
                Map.of("mode", "head"));
        assertMessage(
                "option \"weights\" of model resnet20: none.safetensors: no such file"
                        + "; relabel4j pretrain makes one from images without labels",
                "resnet20",
                Map.of("mode", "finetune", "weights", "none.safetensors"));
        assertMessage(
                "option \"weights\" of model resnet20 has no effect with mode=scratch, only with mode=finetune or mode=head",
                "resnet20",
                Map.of("weights", "w"));
        assertMessage(
                "option \"l2\" of model resnet20 has no effect with mode=scratch, only with mode=head",
                "resnet20",
                Map.of("l2", "1"));
        assertMessage(
                "option \"flip\" of model resnet20 is \"maybe\", expected true or false",
                "resnet20",
                Map.of("flip", "maybe"));
        assertMessage(
                "option \"epochs\" of model resnet20 is \"0\", expected a whole number from 1 to 100000",
                "resnet20",
                Map.of("epochs", "0"));
    }

    @Test
    void coTeachingTakesANetworksOptions(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());
        Map<String, String> frozen = Map.of(
                "network", "resnet20", "resnet20.mode", "head", "resnet20.weights", file.toString(), "hidden", "7");

        assertInstanceOf(CoTeachingTrainer.class, Models.trainer("co-teaching", Map.of()));
        Trainer images = assertInstanceOf(HeadTrainer.class, Models.trainer("co-teaching", frozen));
        assertEquals("co-teaching", images.name());
        assertMessage(
                "unknown network \"resnet21\"; did you mean \"resnet20\"?",
                "co-teaching",
                Map.of("network", "resnet21"));
        assertMessage(
                "model co-teaching has no option \"resnet20.wieghts\"; did you mean \"resnet20.weights\"?",
                "co-teaching",
                Map.of("network", "resnet20", "resnet20.wieghts", "w"));
        assertMessage(
                "model resnet20 with mode=head needs weights to start from: give it the option weights=FILE, a safetensors file"
                        + "; relabel4j pretrain makes one from images without labels",
                "co-teaching",
                Map.of("network", "resnet20", "resnet20.mode", "head"));
        Map<String, String> dropping = new HashMap<>(frozen);
        dropping.put("resnet20.dropout", "0.5");
        assertMessage(
                "option \"dropout\" of model resnet20 has no effect with co-teaching, which has heads of its own",
                "co-teaching",
                dropping);
        ImageCoTeachingTrainer whole = assertInstanceOf(
                ImageCoTeachingTrainer.class,
                Models.trainer(
                        "co-teaching",
                        Map.of(
                                "network",
                                "resnet20",
                                "resnet20.epochs",
                                "160",
                                "resnet20.batch",
                                "256",
                                "gradual",
                                "2")));
        assertEquals(new CoTeachingConfig(160, 256, 0.2, 25, 2), whole.forgetting());
        assertMessage(
                "option \"epochs\" of model co-teaching has no effect with whole networks; set theirs, such as resnet20.epochs",
                "co-teaching",
                Map.of("network", "resnet20", "epochs", "3"));
        assertMessage(
                "option \"mixup\" of model resnet20 has no effect with co-teaching, which trains to the end on single images",
                "co-teaching",
                Map.of("network", "resnet20", "resnet20.mixup", "0.2"));
    }

    /** Before any experiment starts. */
    @Test
    void namesTheFirstTensorOfAnotherNetwork(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet34"), 3, 2, 1), Map.of());

        for (String mode : List.of("head", "finetune")) {
            assertMessage(
                    file
                            + ": resnet18 has no tensor layer1.2.conv1.weight; the file is of another network, which the model resnet reads",
                    "resnet18",
                    Map.of("mode", mode, "weights", file.toString()));
            assertMessage(
                    file + ": tensor conv1.weight has shape [64, 3, 7, 7], but resnet20 has [16, 3, 3, 3]; the file is"
                            + " of another network, which the model resnet reads",
                    "resnet20",
                    Map.of("mode", mode, "weights", file.toString()));
        }
    }

    @Test
    void refusesWeightsThatAreNoNumbers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        NamedTensors weights = RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1);
        TensorMap damaged = new TensorMap("damaged");
        for (String name : weights.names()) {
            float[] values = weights.floats(name);
            values[0] = name.equals("layer3.0.bn1.weight") ? Float.POSITIVE_INFINITY : values[0];
            damaged.put(name, weights.shape(name), values);
        }
        Safetensors.write(file, damaged, Map.of());

        assertMessage(
                file + ": tensor layer3.0.bn1.weight holds Infinity, expected finite numbers; the weights are damaged",
                "resnet20",
                Map.of("mode", "head", "weights", file.toString()));
    }

    @Test
    void frozenNetworksHaveDropoutBeforeTheHead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w.safetensors");
        Safetensors.write(file, RandomWeights.of(ResNets.byName("resnet20"), 3, 2, 1), Map.of());
        Map<String, String> head = Map.of("mode", "head", "weights", file.toString());

        assertFalse(Models.trainer("resnet20", head).hasDropout());
        for (String kind : List.of("softmax", "mlp")) {
            Map<String, String> dropping = new HashMap<>(head);
            dropping.putAll(Map.of("head", kind, "dropout", "0.5"));
            assertTrue(Models.trainer("resnet20", dropping).hasDropout(), kind);
        }
        assertTrue(Models.trainer("resnet20", Map.of("dropout", "0.1")).hasDropout());
    }

    private static void assertMessage(String expected, String model, Map<String, String> options) {
        var error = assertThrows(IllegalArgumentException.class, () -> Models.trainers(model, options));
        assertEquals(expected, error.getMessage());
    }
}
