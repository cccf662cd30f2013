/** Jobs of one network on a data set's images: how well given weights classify them, and pretraining without labels. */
package org.relabel4j.jobs.network;
