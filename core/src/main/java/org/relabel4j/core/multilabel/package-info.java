/**
 * Examples that may have several classes at once: each class is a yes/no question, to which everybody who labels an example
 * gives an answer, and everything that exists for two classes is applied to each question.
 *
 * <p>Source: Thyagarajan, Snorrason, Northcutt and Mueller 2022, "Identifying incorrect annotations in multi-label classification
 * data", arXiv:2211.13895, for the scores of one example's classes made one; ActiveLab and CROWDLAB a class are our own
 * combination.
 */
package org.relabel4j.core.multilabel;
