/**
 * How well annotators agree beyond chance: {@link org.relabel4j.core.agreement.KrippendorffAlpha},
 * {@link org.relabel4j.core.agreement.FleissKappa} and {@link org.relabel4j.core.agreement.CohenKappa}, each with a bootstrap
 * interval over examples. Only examples with labels of two annotators count.
 */
package org.relabel4j.core.agreement;
