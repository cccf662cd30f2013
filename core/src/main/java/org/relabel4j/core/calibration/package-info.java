/**
 * Calibration: making predicted probabilities as sure as they are right, with the annotators' labels as the measure (Goh
 * and Mueller 2023, arXiv:2301.11856, section 2.2).
 */
package org.relabel4j.core.calibration;
