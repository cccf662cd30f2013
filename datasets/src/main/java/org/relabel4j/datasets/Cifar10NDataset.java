package org.relabel4j.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.datasets.cifar.Cifar10N;
import org.relabel4j.datasets.cifar.CifarFiles;
import org.relabel4j.datasets.cifar.CifarImages;
import org.relabel4j.datasets.format.InputException;

/** CIFAR-10N: CIFAR-10's training images with three people's labels each as the pool, its test images as the test set. */
final class Cifar10NDataset {
    static final String NAME = "cifar-10n";

    private static final String ATTRIBUTION =
            "CC BY-NC 4.0 (labels); Wei, Zhu, Cheng, Liu, Niu and Liu 2022, Learning with noisy"
                    + " labels revisited, github.com/UCSC-REAL/cifar-10-100n; images: CIFAR-10, "
                    + Cifar10Dataset.ATTRIBUTION;
    private static final Option<String> LABELS_DIR =
            Cifar10Dataset.labelsDir("CIFAR-10_human.pt or cifar10n-labels.csv");

    static final DatasetInfo INFO = new DatasetInfo(
            NAME,
            "CIFAR-10's training images with three real people's labels each, 50000 + 10000 images",
            ATTRIBUTION,
            List.of(Cifar10Dataset.DATA_DIR, LABELS_DIR, Cifar10Dataset.POOL_SIZE, Cifar10Dataset.TEST_SIZE));

    private Cifar10NDataset() {}

    static Dataset load(Map<String, String> given, long seed) throws InputException {
        Options options = Options.parse("data set " + NAME, INFO.options(), given);
        CifarFiles files = Cifar10Dataset.files(options);
        DataFolder folder = Cifar10Dataset.labels(options, LABELS_DIR, NAME);
        Path labelFile = folder.find(Cifar10N.TORCH_FILE, Cifar10N.CSV_FILE)
                .orElseThrow(() -> folder.missing(List.of(Cifar10N.TORCH_FILE, Cifar10N.CSV_FILE)));
        CifarImages training = files.training();
        Annotations labels = Cifar10N.read(labelFile, training.labels());
        int[] pool = Cifar10Dataset.poolRows(options, training.size(), seed, NAME);
        CifarImages test = files.test();
        int[] testRows = Cifar10Dataset.testRows(options, test.size(), seed);
        return Cifar10Dataset.dataset(
                INFO,
                training,
                pool,
                test,
                testRows,
                Optional.of(HumanLabels.of(labels).rows(pool)));
    }
}
