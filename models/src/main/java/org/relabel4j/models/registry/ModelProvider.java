package org.relabel4j.models.registry;

import java.util.List;

/** Adds models: a plug-in names its class in {@code META-INF/services/org.relabel4j.models.registry.ModelProvider}. */
public interface ModelProvider {
    /** The models, in the order to list them; their names are lower case with hyphens and no other's. */
    List<ModelEntry> models();
}
