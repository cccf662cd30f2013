/**
 * Shows runs in trackers of experiments: MLflow and TensorBoard. The run folder is the source: a tracker is sent what the folder
 * holds and the tracker lacks, as often as one likes, while the run goes on and afterwards. So nothing is kept for later when a
 * server is away, and nothing is sent twice. Trackers never stop or slow a run.
 */
package org.relabel4j.benchmarks.track;
