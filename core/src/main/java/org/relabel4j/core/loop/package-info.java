/** The loop: consensus, training, scoring, asking; nothing else. Metrics, progress and checkpoints listen to it. */
package org.relabel4j.core.loop;
