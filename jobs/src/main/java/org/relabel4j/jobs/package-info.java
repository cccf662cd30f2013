/**
 * What the program does at one go, apart from experiments: each job has a request that is checked, hears of nothing but files and
 * networks, tells its {@link org.relabel4j.jobs.Progress}, and returns what came out. Nothing is printed.
 */
package org.relabel4j.jobs;
