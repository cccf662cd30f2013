/** The parts that CONTRIBUTING.md adds, as a stranger would: each a class and its test. {@link ContributingTest} compares the two. */
package org.relabel4j.examples;
