package org.relabel4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.relabel4j.core.acquisition.PoolStates;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.ConsensusProvider;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyProvider;

class PluginsTest {
    private static final String PROVIDER = """
            import java.util.List;
            import org.relabel4j.core.acquisition.*;
            import org.relabel4j.core.consensus.*;
            import org.relabel4j.core.option.Option;
            import org.relabel4j.core.registry.*;

            public class %s implements StrategyProvider, ConsensusProvider {
                @Override
                public List<StrategyInfo> strategies() {
                    Option<Double> sign = Option.real("sign", -1, 1, "which end").withDefault(1.0);
                    return List.of(StrategyInfo.scoring(
                            new StrategyInfo.Description("%s", "by number", "nobody"),
                            List.of(sign),
                            options -> (state, rng) -> {
                                double[] scores = new double[state.numExamples()];
                                for (int i = 0; i < scores.length; i++) {
                                    scores[i] = options.get(sign) * i;
                                }
                                return Scores.of(scores);
                            },
                            "newest-label"));
                }

                @Override
                public List<ConsensusInfo> consensusMethods() {
                    return List.of(new ConsensusInfo("by-name", "the newest", List.of(), options -> new NewestLabel()));
                }
            }
            """;

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        Plugins.use(List.of());
    }

    private Path jar(String className, String strategy) throws IOException {
        return PluginJar.of(
                folder.resolve(className + ".jar"),
                className,
                PROVIDER.formatted(className, strategy),
                StrategyProvider.class,
                ConsensusProvider.class);
    }

    private static String refused(List<Path> jars) {
        return assertThrows(IllegalArgumentException.class, () -> {
                    Plugins.use(jars);
                    Strategies.all();
                })
                .getMessage();
    }

    @Test
    void partsAreListedBehindOursAndWorkAsOursDo() throws IOException {
        int ours = Strategies.all().size();

        Plugins.use(List.of(jar("First", "by-number")));

        assertEquals("by-number", Strategies.names().get(ours));
        assertEquals(Optional.of("First.jar"), Strategies.registry().origin("by-number"));
        assertEquals(Optional.empty(), Strategies.registry().origin("random"));
        assertEquals("newest-label", Strategies.byName("by-number").consensus());
        assertEquals(
                39,
                Strategies.byName("by-number")
                        .create(Map.of("sign", "-1", "ask", "any"))
                        .select(PoolStates.random(1), 1, new SplittableRandom(1))[0]);
        assertTrue(ConsensusMethods.names().contains("by-name"));
        assertEquals(
                "option \"sign\" of strategy by-number is \"2\", expected a number from -1 to 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Strategies.byName("by-number").create(Map.of("sign", "2")))
                        .getMessage());

        Plugins.use(List.of());
        assertFalse(Strategies.names().contains("by-number"));
        assertEquals(ours, Strategies.all().size());
    }

    @Test
    void namesThatClashAreRefused() throws IOException {
        assertEquals(
                "plug-in Ours.jar: strategy \"random\" has the name of another one; rename it, or leave one of the two out",
                refused(List.of(jar("Ours", "random"))));
        assertEquals(
                "plug-in Two.jar: strategy \"mine\" has the name of another one, of One.jar; rename it, or leave one of the two out",
                refused(List.of(jar("One", "mine"), jar("Two", "mine"))));
        assertEquals(
                "plug-in Odd.jar: strategy \"My_Own\" is no name, expected lower case with hyphens, such as my-own",
                refused(List.of(jar("Odd", "My_Own"))));
    }

    /** Experiments would take the imitation, or the selector of label cleaning, without a word. */
    @Test
    void namesThatStandForSomethingElseAreRefused() throws IOException {
        assertEquals(
                "plug-in Imitation.jar: strategy \"published-activelab\" has a name that stands for something else; rename it",
                refused(List.of(jar("Imitation", "published-activelab"))));
        assertEquals(
                "plug-in Selector.jar: strategy \"graph\" has a name that stands for something else; rename it",
                refused(List.of(jar("Selector", "graph"))));
    }

    /** The second would have no effect. */
    @Test
    void twoOptionsOfOneNameAreRefused() throws IOException {
        Path jar = PluginJar.of(
                folder.resolve("Twice.jar"),
                "Twice",
                PROVIDER.formatted("Twice", "mine").replace("\"sign\"", "\"ask\""),
                StrategyProvider.class);

        assertEquals(
                "plug-in Twice.jar: strategy \"mine\" takes two options \"ask\", or one beside that which every strategy"
                        + " takes; rename its own",
                refused(List.of(jar)));
    }

    /** Of two versions, whichever came first would count. */
    @Test
    void twoVersionsOfOnePluginAreRefused() throws IOException {
        Path first = jar("Mine", "mine");
        Path second = Files.copy(first, folder.resolve("mine-2.jar"));

        String message = refused(List.of(first, second));

        assertTrue(
                message.endsWith("mine-2.jar both have the provider ConsensusProvider Mine; leave one of the two out"),
                message);
        Plugins.use(List.of(first, first));
        assertTrue(Strategies.names().contains("mine"), "the same jar twice is one");
    }

    @Test
    void filesThatAreNoPluginAreRefused() throws IOException {
        Path missing = folder.resolve("missing.jar");
        Path text = Files.writeString(folder.resolve("notes.txt"), "x");
        Path damaged = Files.writeString(folder.resolve("damaged.jar"), "x");
        Path nothing = PluginJar.of(folder.resolve("nothing.jar"), "Nothing", "class Nothing {}");
        Path without = PluginJar.of(
                folder.resolve("without.jar"), "Without", "public class Without {}", StrategyProvider.class);

        assertEquals("plug-in " + missing + ": no such file, expected a file NAME.jar", refused(List.of(missing)));
        assertEquals("plug-in " + text + ": is no jar, expected a file NAME.jar", refused(List.of(text)));
        assertEquals("plug-in " + folder + ": is no file, expected a file NAME.jar", refused(List.of(folder)));
        assertTrue(refused(List.of(damaged)).startsWith("plug-in " + damaged + ": is no jar"));
        assertTrue(refused(List.of(nothing))
                .startsWith("plug-in nothing.jar names no provider, expected META-INF/services/org.relabel4j."));
        assertTrue(refused(List.of(without)).startsWith("plug-in without.jar cannot be used ("));
        Path unlicensed = PluginJar.of(folder.resolve("unlicensed.jar"), "Unlicensed", """
                public class Unlicensed implements org.relabel4j.core.registry.StrategyProvider {
                    public Unlicensed() {
                        throw new IllegalArgumentException("there is no key in KEY");
                    }

                    @Override
                    public java.util.List<org.relabel4j.core.registry.StrategyInfo> strategies() {
                        return null;
                    }
                }
                """, StrategyProvider.class);
        assertEquals("plug-in unlicensed.jar: there is no key in KEY", refused(List.of(unlicensed)));
    }
}
