/** Downloads of data sets and of networks' published weights. */
package org.relabel4j.jobs.fetch;
