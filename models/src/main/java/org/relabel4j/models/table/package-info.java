/** Models on tables of numbers, categories and gaps: how the columns become features is learned from the training rows. */
package org.relabel4j.models.table;
