/** A round: train on the labels so far, score, choose what to ask whom, and write it all. */
package org.relabel4j.labeling.round;
