package org.relabel4j.datasets.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;

/**
 * What messages say of a kind of server.
 *
 * @param name its name
 * @param oldest the oldest version that will do
 * @param address where its address was given, such as an option
 * @param hint what to do about a refusal with this status and this answer, which is missing if it is no JSON: a text that
 *     continues the message, or nothing
 */
public record ServerKind(String name, String oldest, String address, BiFunction<Integer, JsonNode, String> hint) {
    /** An answer lacks what every such answer has. */
    public ServerException lacks(String where, String what) {
        return new ServerException(where + ": answers without " + what + "; is this the address of " + name
                + ", version " + oldest + " or later?");
    }
}
