package org.relabel4j.core.plugin;

/**
 * A part of a plug-in, whose wrong answers are told as its own.
 *
 * @param plugin file of the plug-in
 * @param part kind and name, such as {@code strategy mine}
 */
public record PluginPart(String plugin, String part) {
    /**
     * Asks for an answer.
     *
     * @param <T> the answer
     * @param <E> what the question may throw besides
     */
    @FunctionalInterface
    public interface Question<T, E extends Exception> {
        /** Asks the part. */
        T ask() throws E;
    }

    /**
     * The answer of the part. What it refuses is its caller's to mend, but not what refuses its answer.
     *
     * @param types classes and packages, by the start of their names, whose checks the answer must pass
     * @throws PluginException if it is null, or one of these refuses it
     */
    public <T, E extends Exception> T answer(Question<T, E> question, String... types) throws E {
        try {
            T answer = question.ask();
            check(answer != null, "gave no answer (null)");
            return answer;
        } catch (IllegalArgumentException e) {
            StackTraceElement[] trace = e.getStackTrace();
            for (String type : types) {
                if (trace.length > 0 && trace[0].getClassName().startsWith(type)) {
                    PluginException wrong = wrong("gave a wrong answer: " + e.getMessage());
                    wrong.initCause(e);
                    throw wrong;
                }
            }
            throw e;
        }
    }

    /** @throws PluginException that says what it did, if something does not hold */
    public void check(boolean holds, String what) {
        if (!holds) {
            throw wrong(what);
        }
    }

    /** Whether an object leaves a method to the interface that declares it with a default. */
    public static boolean leavesToDefault(Object object, Class<?> type, String method, Class<?>... parameters) {
        try {
            return object.getClass().getMethod(method, parameters).getDeclaringClass() == type;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("the interface has it", e);
        }
    }

    private PluginException wrong(String what) {
        return new PluginException(plugin, part + " " + what);
    }
}
