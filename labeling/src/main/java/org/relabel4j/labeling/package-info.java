/** Live projects: one's own data, labelled by people round by round, on disk. */
package org.relabel4j.labeling;
