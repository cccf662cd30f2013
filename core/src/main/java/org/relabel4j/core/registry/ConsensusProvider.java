package org.relabel4j.core.registry;

import java.util.List;

/** Adds consensus methods: a plug-in names its class in {@code META-INF/services/org.relabel4j.core.registry.ConsensusProvider}. */
public interface ConsensusProvider {
    /** The methods, in the order to list them; their names are lower case with hyphens and no other's. */
    List<ConsensusInfo> consensusMethods();
}
