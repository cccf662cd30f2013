/** Where data sets and weights lie on this machine, and how they are downloaded to there. */
package org.relabel4j.datasets.fetch;
