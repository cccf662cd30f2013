package org.relabel4j.models;

import java.util.Collection;

/** The message for a name that is not in a list. */
final class UnknownName {
    private UnknownName() {}

    static String message(String what, String found, Collection<String> known) {
        return "unknown " + what + ": \"" + found + "\"; known are " + String.join(", ", known);
    }
}
