package org.relabel4j.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.option.Option;

class StrategiesTest {
    @Test
    void namesAreDistinctAndWellFormed() {
        assertEquals(Strategies.names().size(), new HashSet<>(Strategies.names()).size());
        for (StrategyInfo info : Strategies.all()) {
            assertTrue(info.name().matches("[a-z]+(-[a-z]+)*"), info::name);
            assertFalse(info.summary().isBlank());
            assertFalse(info.source().isBlank());
            assertFalse(info.consensus().isBlank());
        }
    }

    @Test
    void everyStrategyIsMadeFromItsDefaults() {
        for (StrategyInfo info : Strategies.all()) {
            AcquisitionStrategy strategy = info.create(Map.of());

            assertEquals(strategy.needs(), info.needs(Map.of()));
            for (Option<?> option : info.options()) {
                assertEquals(
                        strategy.getClass(),
                        info.create(Map.of(option.name(), option.defaultText())).getClass());
            }
        }
    }

    @Test
    void namesTheNearestStrategy() {
        assertEquals(
                "unknown strategy \"entropie\"; did you mean \"entropy\"?",
                assertThrows(IllegalArgumentException.class, () -> Strategies.byName("entropie"))
                        .getMessage());
    }

    @Test
    void rejectsUnknownOptions() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Strategies.byName("random").create(Map.of("rato", "1")))
                .getMessage()
                .startsWith("strategy random has no option \"rato\""));
    }
}
