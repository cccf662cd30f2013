package org.relabel4j.pages;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes file names out of what people name their models and strategies. */
public final class FigureIds {

    private static final int MOST_CHARACTERS = 80;

    private final Set<String> used = new HashSet<>();

    /** The parts joined by hyphens: lower-case letters and digits only, and never the same twice. */
    public String next(String... parts) {
        String slug = String.join("-", parts)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String base = slug.isEmpty() ? "figure" : slug.substring(0, Math.min(slug.length(), MOST_CHARACTERS));
        String id = base;
        for (int i = 2; !used.add(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }
}
