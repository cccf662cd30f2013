package org.relabel4j.core.text;

/**
 * An option that something takes.
 *
 * @param name lower case with hyphens, such as {@code ratio}
 * @param defaultValue what holds if it is not given, written as a user would
 * @param summary what it decides, in one line, with its range
 */
public record OptionSpec(String name, String defaultValue, String summary) {}
