package org.relabel4j.onnx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ONNX Runtime complains of, in our words: its own speak of its sources and its codes. */
final class OrtProblems {
    private static final String SEE = " (--debug shows what ONNX Runtime says)";
    private static final int MOST_CHARACTERS = 300;

    /** {@code No Op registered for NAME with}, {@code NAME(1) is not a registered function/op}. */
    private static final Pattern OPERATOR =
            Pattern.compile("No Op registered for (\\S+)|(\\w+)\\(-?\\d+\\) is not a registered function/op"
                    + "|implementation for (?:the node \\S+ |)(\\w+)\\(\\d+\\)");

    private static final Pattern IMPORT = Pattern.compile("No opset import for domain '?([\\w.]+)'?");
    private static final Pattern NODE = Pattern.compile("while running (\\w+) node");

    private OrtProblems() {}

    /** A clause of one line. */
    static String explain(String message) {
        Matcher operator = OPERATOR.matcher(message);
        Matcher domain = IMPORT.matcher(message);
        if (operator.find()) {
            return "it does not know the operator " + first(operator) + "; export it with operators of ONNX alone";
        }
        if (domain.find()) {
            return "it does not know the operators of " + domain.group(1) + "; export it with operators of ONNX alone";
        }
        if (message.contains("IR version") || message.contains("opset")) {
            return "it is of a newer ONNX than this ONNX Runtime knows; export it with an older opset_version";
        }
        if (message.contains("allocate memory") || message.contains("bad_alloc")) {
            return "it needs more memory than there is" + node(message);
        }
        if (message.contains("GetExtData") || message.contains("xternal")) {
            return "a file that it keeps weights in is not in its folder, or shorter than it says; copy both files again";
        }
        if (message.contains("INVALID_PROTOBUF") || message.contains("INVALID_GRAPH")) {
            return "it is damaged, or no sound network; export it again" + SEE;
        }
        return "it is no sound network" + node(message) + SEE;
    }

    private static String node(String message) {
        Matcher node = NODE.matcher(message);
        return node.find() ? " in an operator " + node.group(1) : "";
    }

    private static String first(Matcher found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return "";
    }

    /** The message itself, in one line and not too long, without the code. */
    static String oneLine(String message) {
        String line = message.replaceFirst("^Error code - \\S+ - message: ", "")
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + " ..." : line;
    }
}
