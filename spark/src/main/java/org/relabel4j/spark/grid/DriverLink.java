package org.relabel4j.spark.grid;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.commons.lang3.SerializationException;

/** An executor's way to ask the driver about a cell. */
record DriverLink(Message.Sender sender) {
    /** Carries out of a cell's loop that it is to end here, and that this is no failure. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the run stops", null, false, false);
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @return what was asked for
     * @throws Stopped if the cell is to end
     * @throws IllegalStateException if another attempt has taken it over, or the driver does not answer
     */
    byte[] ask(Message.Question question) {
        Message.Answer answer;
        try {
            answer = CellsPlugin.ask(new Message(sender, question));
        } catch (Exception e) {
            throw new IllegalStateException("the driver does not answer: " + e, e);
        }
        return switch (answer.verdict()) {
            case GO_ON -> answer.bytes();
            case STOP -> throw new Stopped();
            case TAKEN_OVER -> throw new IllegalStateException("another attempt at the cell has taken it over");
        };
    }

    /** Says that the cell has failed. */
    void fail(Throwable thrown, boolean again) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        try {
            ask(new Message.Fail(bytes(thrown), text.toString(), again));
        } catch (Stopped e) {
            return; // What else.
        }
    }

    private static byte[] bytes(Throwable thrown) {
        try {
            return Message.bytes(thrown);
        } catch (SerializationException e) {
            return new byte[0];
        }
    }
}
