/** Training of residual networks on labelled images: schedules, augmentation, early stopping. */
package org.relabel4j.models.vision.training;
