package org.relabel4j.labeling.studio;

import java.util.Optional;

/** The key to a Label Studio server. It never becomes part of a text: not of messages, logs or files. */
public final class StudioToken {
    /** The environment variable that holds it. */
    public static final String VARIABLE = "LABEL_STUDIO_API_KEY";

    private final String secret;

    private StudioToken(String secret) {
        this.secret = secret;
    }

    /**
     * The token of a variable's value.
     *
     * @throws IllegalArgumentException if there is none, or it can be none; the message does not show it
     */
    public static StudioToken of(Optional<String> value) {
        String secret = value.map(String::strip).orElse("");
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + VARIABLE
                    + " holds no token; copy one from Label Studio (Account & Settings) and set it: export " + VARIABLE
                    + "=...");
        }
        // Java's HTTP client would show a header that it refuses.
        if (!secret.matches("[!-~]{8,8192}")) {
            throw new IllegalArgumentException(
                    "the environment variable " + VARIABLE
                            + " holds what can be no token (blanks, other characters, or too short); copy it from Label Studio again");
        }
        return new StudioToken(secret);
    }

    /** Whether it is a personal access token, which is exchanged for one that lasts minutes. */
    boolean isPersonal() {
        return secret.chars().filter(c -> c == '.').count() == 2;
    }

    String secret() {
        return secret;
    }

    /** A text of the server's without it. */
    String hide(String text) {
        return text.replace(secret, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
