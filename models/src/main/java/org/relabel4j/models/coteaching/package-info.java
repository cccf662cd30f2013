/**
 * Co-teaching: two networks that teach each other which labels to trust. After Han et al. 2018, "Co-teaching: robust training
 * of deep neural networks with extremely noisy labels", NeurIPS, arXiv:1804.06872.
 */
package org.relabel4j.models.coteaching;
