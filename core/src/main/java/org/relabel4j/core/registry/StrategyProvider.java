package org.relabel4j.core.registry;

import java.util.List;

/** Adds strategies: a plug-in names its class in {@code META-INF/services/org.relabel4j.core.registry.StrategyProvider}. */
public interface StrategyProvider {
    /** The strategies, in the order to list them; their names are lower case with hyphens and no other's. */
    List<StrategyInfo> strategies();
}
