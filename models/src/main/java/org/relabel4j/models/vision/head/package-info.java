/**
 * Training of the last layer only: a frozen network turns every image into features once, and each fold and round trains a small
 * classifier on those.
 */
package org.relabel4j.models.vision.head;
