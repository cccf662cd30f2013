/**
 * Models by name. {@link org.relabel4j.models.registry.Models} is the registry: a model of one's own is a class that implements
 * {@link org.relabel4j.core.training.Trainer}, a test, and a line there.
 */
package org.relabel4j.models.registry;
