/**
 * The command line: one class a command, which parses options and calls the library. Nothing here computes anything.
 *
 * <p>A new command is one class and one line in {@link org.relabel4j.cli.RootCommand}. A command's fields and method
 * signatures name only JDK and picocli types, so that listing the commands loads no library, least of all a native one.
 */
package org.relabel4j.cli;
