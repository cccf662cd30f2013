/** CIFAR-10 (Krizhevsky 2009) in its two official archives, and the human labels of CIFAR-10H and CIFAR-10N. */
package org.relabel4j.datasets.cifar;
