package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;

/**
 * SECURITY.md says that the old parsers inside Deeplearning4j's jars cannot be reached: no class of this program, of any module,
 * names them, nor what would call them.
 */
class ShadedParsersTest {
    /** Parsers (annotations, which layers of ours carry, do nothing by themselves); what reads or writes models and configurations with them; Java's own deserialisation. */
    private static final Pattern FORBIDDEN = Pattern.compile("org/nd4j/shade/(?!jackson/annotation/).*"
            + "|org/deeplearning4j/(util/(ModelSerializer|ModelGuesser)|nn/modelimport/|common/.*(Downloader|Resource)).*"
            + "|org/nd4j/(serde|imports|autodiff/samediff|linalg/dataset/api/preprocessor/serializer)/.*"
            + "|org/datavec/api/transform/serde/.*"
            + "|java/io/ObjectInputStream"
            + "|org/(deeplearning4j|nd4j|datavec)/.*\\.(from|to)(Json|Yaml|JSON|YAML|Proto)"
            + "|org/nd4j/.*\\.(read|load|createFromNpyFile|readNumpy|readTxt|fromByteArray)");

    @Test
    void noClassOfOursNamesThem() throws IOException {
        List<String> modules = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        for (Path classes : modules()) {
            modules.add(classes.getParent().getParent().getFileName().toString());
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".class")).toList()) {
                    for (String name : names(Files.readAllBytes(file))) {
                        if (FORBIDDEN.matcher(name).matches()) {
                            found.add(classes.relativize(file) + " names " + name);
                        }
                    }
                }
            }
        }

        assertTrue(modules.containsAll(List.of("core", "models", "datasets", "benchmarks", "cli")), modules.toString());
        assertEquals(Set.of(), found);
    }

    /** So that the test above can fail: Deeplearning4j's own configuration does all that ours must not. */
    @Test
    void theScanSeesThemWhereTheyAre() throws IOException {
        try (var stream = MultiLayerConfiguration.class.getResourceAsStream("MultiLayerConfiguration.class")) {
            Set<String> names = names(stream.readAllBytes());

            assertTrue(names.stream().anyMatch(name -> name.startsWith("org/nd4j/shade/jackson/")), names.toString());
            assertTrue(names.stream().anyMatch(name -> FORBIDDEN.matcher(name).matches()));
        }
        // A member is seen with its class.
        assertTrue(names(Files.readAllBytes(Path.of("target/test-classes/org/relabel4j/cli/ShadedParsersTest.class")))
                .contains("java/nio/file/Files.walk"));
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..").toRealPath())) {
            return folders.map(folder -> folder.resolve("target").resolve("classes"))
                    .filter(classes -> Files.isDirectory(classes.resolve("org").resolve("relabel4j")))
                    .toList();
        }
    }

    /** All classes that a class file names, and members of other classes as {@code class.member}. (JVM specification, 4.4.) */
    private static Set<String> names(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        int size = in.readUnsignedShort();
        String[] texts = new String[size];
        int[][] pairs = new int[size][];
        int[] tags = new int[size];
        for (int n = 1; n < size; n++) {
            tags[n] = in.readUnsignedByte();
            switch (tags[n]) {
                case 1 -> texts[n] = in.readUTF();
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    n++;
                }
                case 7, 8, 16, 19, 20 -> pairs[n] = new int[] {in.readUnsignedShort()};
                case 9, 10, 11, 12, 17, 18 -> pairs[n] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("unknown constant " + tags[n]);
            }
        }
        Set<String> names = new TreeSet<>();
        for (int n = 1; n < size; n++) {
            if (tags[n] == 7) {
                names.add(texts[pairs[n][0]]);
            } else if (tags[n] == 9 || tags[n] == 10 || tags[n] == 11) {
                names.add(texts[pairs[pairs[n][0]][0]] + "." + texts[pairs[pairs[n][1]][0]]);
            } else if (tags[n] == 1 && texts[n].contains("Lorg/nd4j/shade/")) {
                // In a descriptor or an annotation.
                names.add(texts[n].substring(texts[n].indexOf("org/nd4j/shade/")));
            }
        }
        return names;
    }
}
