/** Features that something fixed gives of examples, computed once and kept: what heads learn on. */
package org.relabel4j.models.features;
