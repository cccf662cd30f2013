package org.relabel4j.datasets.fetch;

import java.net.URI;
import java.util.List;
import org.relabel4j.core.text.Suggestions;

/**
 * What {@code relabel4j fetch} can download. Lengths and checksums are those published (by the hosts, by Keras for CIFAR-10's
 * Python archive) or, for the counts of CIFAR-10H, those of a copy whose content was verified; a file without one is taken as it
 * comes, up to a length, and its checksum is shown and remembered.
 */
public final class Sources {
    private static final String CIFAR_LICENCE = "no licence stated, for research (Krizhevsky 2009)";
    private static final String IMAGENET_LICENCE =
            "BSD-3-Clause (torchvision's weights as published by timm), trained on ImageNet, which is for research";

    private static final long MEGABYTE = 1 << 20;

    static final List<Source> ALL = List.of(
            new Source(
                    "cifar-10",
                    Source.Kind.DATASET,
                    List.of(file(
                            "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
                            "cifar-10-python.tar.gz",
                            170_498_071,
                            "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce")),
                    CIFAR_LICENCE),
            new Source(
                    "cifar-10h",
                    Source.Kind.DATASET,
                    List.of(
                            file(
                                    "https://raw.githubusercontent.com/jcpeterson/cifar-10h/master/data/cifar10h-counts.npy",
                                    "cifar10h-counts.npy",
                                    800_128,
                                    "9b36b4550349af56c79083356312eb4af856cc5fd3caf1f669d40b9d0bbb69ff"),
                            file(
                                    "https://raw.githubusercontent.com/jcpeterson/cifar-10h/master/data/cifar10h-raw.zip",
                                    "cifar10h-raw.zip",
                                    0,
                                    64 * MEGABYTE,
                                    "")),
                    "CC BY-NC-SA 4.0 (Peterson et al. 2019); needs cifar-10 too"),
            new Source(
                    "cifar-10n",
                    Source.Kind.DATASET,
                    List.of(file(
                            "https://github.com/UCSC-REAL/cifar-10-100n/raw/main/data/CIFAR-10_human.pt",
                            "CIFAR-10_human.pt",
                            0,
                            64 * MEGABYTE,
                            "")),
                    "CC BY-NC 4.0 (Wei et al. 2022); needs cifar-10 too"),
            weights(
                    "resnet18",
                    "a987fd6b60f845221bfff84b6f0191273ba56ead",
                    "694f673df6520a3158624e8a89af086f59923ee4cd7436fe5bc3bc71d295ad81",
                    11_689_512),
            weights("resnet34", "main", "", 21_797_672),
            weights(
                    "resnet50",
                    "aa6c2d36d56bc0209040c02b5a7b7d7bf11d57b8",
                    "5d061a3c593d795bfe682d9b152bafbcf550579873492def3515b46db1189888",
                    25_557_032));

    private Sources() {}

    /**
     * @param parameters numbers of four bytes in the file; beside them it has running means and variances, and a header
     */
    private static Source weights(String name, String commit, String sha256, long parameters) {
        String address = "https://huggingface.co/timm/" + name + ".tv_in1k/resolve/" + commit + "/model.safetensors";
        return new Source(
                name,
                Source.Kind.WEIGHTS,
                List.of(file(address, name + ".tv_in1k.safetensors", 0, 4 * parameters + MEGABYTE, sha256)),
                IMAGENET_LICENCE);
    }

    private static Source.RemoteFile file(String address, String name, long bytes, String sha256) {
        return file(address, name, bytes, bytes, sha256);
    }

    private static Source.RemoteFile file(String address, String name, long bytes, long maxBytes, String sha256) {
        return new Source.RemoteFile(URI.create(address), name, bytes, maxBytes, sha256);
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return ALL.stream().map(Source::name).toList();
    }

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException if there is none, in one line that names the nearest
     */
    public static Source byName(String name) {
        return ALL.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is nothing to fetch called \"" + name + "\"; " + Suggestions.hint(name, names())));
    }
}
