/** Reads what RSNA, NIH and readers of chest X-rays say of NoisyCXR's images (Bernhardt et al. 2022, arXiv:2109.00574). */
package org.relabel4j.datasets.cxr;
