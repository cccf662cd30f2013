/** Calls of servers that take and give JSON, each with a time limit and with one line for each way to fail. */
package org.relabel4j.datasets.http;
