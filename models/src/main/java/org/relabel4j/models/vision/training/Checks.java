package org.relabel4j.models.vision.training;

/** The one form of message for settings out of range. */
final class Checks {
    private Checks() {}

    static void check(boolean valid, String what, Object value, String expected) {
        if (!valid) {
            throw new IllegalArgumentException("resnet " + what + " is " + value + ", expected " + expected);
        }
    }
}
