package org.relabel4j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.files.Folders;

/**
 * Runs short commands, so that the launcher can save the classes they load for the next start (class-data sharing). Prints
 * nothing, and leaves nothing behind.
 */
final class StartUpTraining {
    private StartUpTraining() {}

    /**
     * Runs the commands on a data set of three examples.
     *
     * @param args not used
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("relabel4j-start-up");
        try {
            String labels = write(folder.resolve("L"), "task,annotator,label\na,ann,0\na,bob,1\nb,ann,1\n");
            String probs = write(folder.resolve("P"), "task,0,1\na,0.8,0.2\nb,0.3,0.7\nc,0.5,0.5\n");
            String out = folder.resolve("O").toString();
            List<String> files = List.of("--labels", labels, "--pred-probs", probs, "--out", out);
            run("score", "--help");
            run("scroe");
            run(
                    files,
                    "score",
                    "--strategy",
                    "activelab",
                    "--weights",
                    folder.resolve("W").toString());
            run(
                    files,
                    "consensus",
                    "--method",
                    "crowdlab",
                    "--annotators",
                    folder.resolve("A").toString());
            for (String list : List.of("strategies", "models", "datasets", "experiments")) {
                run(list, "--json");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static String write(Path file, String content) throws IOException {
        return Files.writeString(file, content).toString();
    }

    private static void run(List<String> more, String... call) {
        run(Stream.concat(Stream.of(call), more.stream()).toArray(String[]::new));
    }

    private static void run(String... call) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Main.run(call, nowhere, nowhere);
    }
}
