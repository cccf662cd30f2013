package org.relabel4j.datasets;

import java.util.List;

/** Adds data sets: a plug-in names its class in {@code META-INF/services/org.relabel4j.datasets.DatasetProvider}. */
public interface DatasetProvider {
    /** The data sets, in the order to list them; their names are lower case with hyphens and no other's. */
    List<DatasetEntry> datasets();
}
