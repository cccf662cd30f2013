package org.relabel4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX Runtime 1.29.0 said of files that were made for it. */
class OrtProblemsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This is an invalid model. In Node, Error No Op registered for Nonsense with domain_version of 13"
                        + "|it does not know the operator Nonsense; export it with operators of ONNX alone",
                "Fatal error: my.company:Magic(-1) is not a registered function/op"
                        + "|it does not know the operator Magic; export it with operators of ONNX alone",
                "Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:359 Failed to allocate memory for"
                        + " requested buffer|it needs more memory than there is",
                "Non-zero status code returned while running Expand node. Failed to allocate memory"
                        + "|it needs more memory than there is in an operator Expand",
                "Exception during initialization: tensorprotoutils.cc:1753 GetExtDataFromTensorProto"
                        + "|a file that it keeps weights in is not in its folder, or shorter than it says; copy both files again",
                "Unsupported model IR version: 99, max supported IR version: 13"
                        + "|it is of a newer ONNX than this ONNX Runtime knows; export it with an older opset_version",
                "Error code - ORT_INVALID_PROTOBUF - message: Protobuf parsing failed."
                        + "|it is damaged, or no sound network; export it again (--debug shows what ONNX Runtime says)",
                "Error code - ORT_FAIL - message: Non-zero status code returned while running MatMul node. Name:''"
                        + "|it is no sound network in an operator MatMul (--debug shows what ONNX Runtime says)",
            })
    void isSaidInOurWords(String message, String ours) {
        assertEquals(ours, OrtProblems.explain(message));
    }
}
