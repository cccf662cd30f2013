/** The calls that README.md and docs/JAVA.md show: a test of the command line compares them with the pages. */
package org.relabel4j.examples;
