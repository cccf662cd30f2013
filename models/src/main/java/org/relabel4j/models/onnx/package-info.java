/**
 * Features by networks in ONNX files, as other programs export them. What computes them is no part of this: an {@link
 * org.relabel4j.models.onnx.OnnxEngine} on the class path, or in the folder {@code plugins}.
 */
package org.relabel4j.models.onnx;
