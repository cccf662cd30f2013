/**
 * Experiments: what to run, as immutable configurations read from YAML files with presets and {@code key=value}
 * overrides, checked completely before anything runs.
 */
package org.relabel4j.benchmarks.experiment;
