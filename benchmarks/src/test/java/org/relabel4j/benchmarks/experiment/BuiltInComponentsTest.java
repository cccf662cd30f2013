package org.relabel4j.benchmarks.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.benchmarks.cleaning.CleaningExperiments;
import org.relabel4j.benchmarks.published.PublishedStrategies;
import org.relabel4j.core.acquisition.RandomStrategy;
import org.relabel4j.core.annotation.Annotations;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.plugin.Registry;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;

class BuiltInComponentsTest {
    @Test
    void aConsensusMethodHasItsOptions() {
        List<String> method = List.of("consensus=dawid-skene", "preset=quick");

        ExperimentConfig plain = load(method);
        ExperimentConfig given = load(method, "dawid-skene.prior=none");

        assertEquals(Map.of(), plain.optionsOf("dawid-skene"));
        assertEquals(Map.of("prior", "none"), given.optionsOf("dawid-skene"));
        Consensus strong = consensus(new DawidSkene().withPrior(DawidSkene.Prior.STRONG));
        Consensus none = consensus(new DawidSkene().withPrior(DawidSkene.Prior.NONE));
        assertNotEquals(strong, none);
        BuiltInComponents components = new BuiltInComponents();
        assertEquals(strong, consensus(components.consensusMethod("dawid-skene", plain.optionsOf("dawid-skene"))));
        assertEquals(none, consensus(components.consensusMethod("dawid-skene", given.optionsOf("dawid-skene"))));
        refuses("command line: option \"prior\" of method dawid-skene is \"weak\"", method, "dawid-skene.prior=weak");
        refuses("method dawid-skene has no option \"priors\"", method, "dawid-skene.priors=none");
        refuses("dawid-skene is not in use", List.of("preset=quick"), "dawid-skene.prior=none");
    }

    /** A strategy or consensus method of a plug-in, or of the program, under such a name would never be asked. */
    @Test
    void namesThatAreNoStrategysAreNoPluginsEither() {
        Set<String> names = new TreeSet<>(new BuiltInComponents().strategies());
        names.addAll(CleaningExperiments.selectors());
        Strategies.names().forEach(names::remove);
        assertTrue(names.contains("published-activelab") && names.contains("oracle"), names::toString);

        for (String name : names) {
            refuses(OwnParts.NONE
                    .withStrategy(name, new RandomStrategy(), "majority-vote")
                    .strategies());
        }
        for (String name : PublishedStrategies.names()) {
            String consensus = PublishedStrategies.consensus(name);
            if (!ConsensusMethods.names().contains(consensus)) {
                refuses(OwnParts.NONE
                        .withConsensusMethod(consensus, new DawidSkene())
                        .consensusMethods());
            }
        }
    }

    private static void refuses(Registry<?> registry) {
        String found =
                assertThrows(IllegalArgumentException.class, registry::all).getMessage();
        assertTrue(found.contains("has a name that stands for something else"), found);
    }

    private static Consensus consensus(ConsensusMethod method) {
        Annotations annotations = Annotations.builder(3, 2, 2)
                .add(0, 0, 0)
                .add(0, 1, 0)
                .add(1, 0, 1)
                .add(1, 1, 0)
                .add(2, 0, 1)
                .build();
        return method.infer(annotations, List.of(), new SplittableRandom(1));
    }

    private static ExperimentConfig load(List<String> words, String... more) {
        return Experiments.load(
                "wall-robot", Stream.concat(words.stream(), Stream.of(more)).toList());
    }

    private static void refuses(String message, List<String> words, String more) {
        String found = assertThrows(IllegalArgumentException.class, () -> load(words, more))
                .getMessage();
        assertTrue(found.contains(message), found);
    }

    @Test
    void saysOnceWhatIsToBeSaidOfADataSet(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("table.csv"), "id,x,label\n1,0.5,a\n2,0.25,b\n3,0.75,a\n4,0.125,b\n5,1.5,a\n6,2.5,b\n");
        List<String> notes = new ArrayList<>();
        BuiltInComponents components = new BuiltInComponents(OwnParts.NONE, notes::add);

        for (int trial = 0; trial < 3; trial++) {
            components.dataset("csv", Map.of("file", file.toString()), trial);
        }

        assertEquals(List.of(file + ": taken as ids, not as features: \"id\"; csv.ignore=none changes that"), notes);
    }
}
