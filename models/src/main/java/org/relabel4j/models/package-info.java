/** Classifiers on Deeplearning4j and in plain Java: what all of them share. */
package org.relabel4j.models;
