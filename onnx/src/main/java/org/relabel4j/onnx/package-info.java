/** ONNX Runtime as what computes ONNX files: an optional part of the program, built with {@code -Ponnx}. */
package org.relabel4j.onnx;
