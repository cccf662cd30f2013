/** Cross-validation: stratified folds, and out-of-sample predictions of every labelled example from them. */
package org.relabel4j.core.validation;
