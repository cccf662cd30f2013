/** The job of a round: train on the labels so far, score, choose what to ask whom. */
package org.relabel4j.labeling.next;
