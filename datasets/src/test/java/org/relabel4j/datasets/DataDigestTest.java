package org.relabel4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.training.Examples;
import org.relabel4j.core.training.FeatureMatrix;
import org.relabel4j.core.training.ImageSet;
import org.relabel4j.datasets.format.Ids;

class DataDigestTest {
    private static final Examples POOL = FeatureMatrix.ofRowMajor(2, 2, new float[] {1, 2, 3, 4});
    private static final Examples TEST = FeatureMatrix.ofRowMajor(1, 2, new float[] {5, 6});

    private static Dataset dataset(Examples pool, int second, Examples test, int tested, List<String> names, int said) {
        Annotations people = Annotations.builder(2, 1, 2).add(1, 0, said).build();
        return dataset(pool, second, test, tested, names, HumanLabels.of(people));
    }

    private static Dataset dataset(
            Examples pool, int second, Examples test, int tested, List<String> names, HumanLabels said) {
        return new Dataset("d", pool, new int[] {0, second}, test, new int[] {tested}, names, "", Optional.of(said));
    }

    private static String digest(Dataset... datasets) {
        return DataDigest.of(List.of(datasets));
    }

    @Test
    void everyPartCounts() {
        List<String> names = List.of("a", "b");
        Examples other = FeatureMatrix.ofRowMajor(2, 2, new float[] {1, 2, 3, Math.nextUp(4f)});
        Examples otherTest = FeatureMatrix.ofRowMajor(1, 2, new float[] {5, 7});
        Dataset base = dataset(POOL, 1, TEST, 0, names, 1);
        HumanLabels said = base.humanLabels().orElseThrow();
        List<String> digests = List.of(
                digest(base),
                digest(base, base),
                digest(dataset(other, 1, TEST, 0, names, 1)),
                digest(dataset(POOL, 0, TEST, 0, names, 1)),
                digest(dataset(POOL, 1, otherTest, 0, names, 1)),
                digest(dataset(POOL, 1, TEST, 1, names, 1)),
                digest(dataset(POOL, 1, TEST, 0, List.of("a", "c"), 1)),
                digest(dataset(POOL, 1, TEST, 0, names, 0)),
                digest(dataset(POOL, 1, TEST, 0, names, said.withGiven(new int[] {0, 1}))),
                digest(dataset(POOL, 1, TEST, 0, names, said.withGiven(new int[] {1, 1}))));

        Set<String> distinct = new HashSet<>(digests);
        assertEquals(digests.size(), distinct.size());
        assertEquals(digests.get(0), digest(dataset(POOL, 1, TEST, 0, names, 1)));
        assertTrue(digests.get(0).matches("[0-9a-f]{64}"));
    }

    @Test
    void everyPixelCounts() {
        byte[][] pixels = {{1, 2, 3}, {4, 5, 6}};
        byte[][] changed = {{1, 2, 3}, {4, 5, 7}};
        Examples test = new ImageSet(1, 1, 3, new byte[][] {{0, 0, 0}});
        List<String> names = List.of("a", "b");

        Set<String> distinct = Set.of(
                digest(dataset(new ImageSet(1, 1, 3, pixels), 1, test, 0, names, 1)),
                digest(dataset(new ImageSet(1, 1, 3, changed), 1, test, 0, names, 1)));

        assertEquals(2, distinct.size());
    }

    @Test
    void ofExamplesEveryIdAndEveryValueCountsInWhateverBlock() {
        int size = 70_000;
        float[] values = new float[size * 5];
        values[0] = 1;
        String digest = DataDigest.of(Ids.ofRows(size), FeatureMatrix.ofRowMajor(size, 5, values.clone()));
        assertEquals(digest, DataDigest.of(Ids.ofRows(size), FeatureMatrix.ofRowMajor(size, 5, values.clone())));
        Set<String> digests = new HashSet<>(Set.of(digest));
        for (int place : new int[] {0, 3, 200_000, size * 5 - 1}) {
            float[] changed = values.clone();
            changed[place] += 0.5f;
            digests.add(DataDigest.of(Ids.ofRows(size), FeatureMatrix.ofRowMajor(size, 5, changed)));
        }
        Ids others = new Ids();
        IntStream.range(1, size + 1).forEach(n -> others.add(Integer.toString(n)));
        digests.add(DataDigest.of(others, FeatureMatrix.ofRowMajor(size, 5, values)));
        digests.add(DataDigest.of(Ids.ofRows(size * 5), FeatureMatrix.ofRowMajor(size * 5, 1, values)));

        assertEquals(7, digests.size());
    }

    @Test
    void ofImagesTheirBytesCount() {
        byte[][] images = {{1, 2, 3}, {4, 5, 6}};
        String digest = DataDigest.of(Ids.ofRows(2), new ImageSet(1, 1, 3, images));
        images[1] = new byte[] {4, 5, 7};

        assertNotEquals(digest, DataDigest.of(Ids.ofRows(2), new ImageSet(1, 1, 3, images)));
    }
}
