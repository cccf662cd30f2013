package org.relabel4j.spark.grid;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import org.apache.commons.io.input.ClassLoaderObjectInputStream;
import org.apache.commons.lang3.SerializationUtils;

/**
 * What a task asks the driver about its cell.
 *
 * @param from who asks
 * @param what what is asked
 */
record Message(Sender from, Question what) implements Serializable {
    /**
     * An attempt at a cell.
     *
     * @param session of the run
     * @param cell name of its files
     * @param attempt Spark's number of the task's attempt: a later one has a larger number
     * @param host where it runs
     */
    record Sender(String session, String cell, long attempt, String host) implements Serializable {}

    /** What can be asked. */
    sealed interface Question extends Serializable {}

    /**
     * Whether to run the cell, and from where; the answer is a {@link Start}.
     *
     * @param machine where it would run; empty if that is the driver
     */
    record Begin(LinkedHashMap<String, Object> machine) implements Question {}

    /** A piece of what the last step handed over; the answer has its bytes. */
    record Fetch(long offset) implements Question {}

    /** A piece of the file that the next question is about. */
    record Piece(byte[] bytes) implements Question {}

    /** Keep the file as one of the cell's predictions. */
    record Predictions(String name) implements Question {}

    /**
     * Keep a step.
     *
     * @param state as the experiment writes it
     * @param asked rows of the batch file
     * @param handsOver whether the file is what the step hands over
     */
    record Keep(byte[] state, String asked, boolean handsOver) implements Question {}

    /** The cell has run to its end. */
    record End() implements Question {}

    /**
     * The cell has failed.
     *
     * @param thrown what it threw, serialized; empty if it cannot be
     * @param text the same as text, with where it was thrown
     * @param again whether Spark is to try again
     */
    record Fail(byte[] thrown, String text, boolean again) implements Question {}

    /** What is answered. */
    enum Verdict {
        /** Done; go on. */
        GO_ON,
        /** End: the run stops, or the cell has failed. */
        STOP,
        /** Another attempt has taken the cell over. */
        TAKEN_OVER
    }

    /**
     * An answer.
     *
     * @param bytes what was asked for; empty if nothing was
     */
    record Answer(Verdict verdict, byte[] bytes) implements Serializable {
        static Answer of(Verdict verdict) {
            return new Answer(verdict, new byte[0]);
        }
    }

    /**
     * Where a cell begins.
     *
     * @param state as the experiment writes it; null at the first step
     * @param handover length of what the last step handed over, in bytes; -1 if nothing was
     */
    record Start(byte[] state, long handover) implements Serializable {}

    /** As bytes: Spark's own end of a message may know only the classes of Spark and Java. */
    static byte[] bytes(Serializable object) {
        return SerializationUtils.serialize(object);
    }

    /**
     * What {@link #bytes} made.
     *
     * @throws ClassNotFoundException if it is of a class that is not here
     */
    static <T> T read(byte[] bytes, Class<T> type) throws ClassNotFoundException {
        try (ClassLoaderObjectInputStream in =
                new ClassLoaderObjectInputStream(Message.class.getClassLoader(), new ByteArrayInputStream(bytes))) {
            return type.cast(in.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
