package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells complete, asked of a shell. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CompletionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "be|benchmark bench",
                "benchmark wall-robot-c|wall-robot-complete wall-robot-cleaning",
                "score --strategy activelab|activelab activelab-ensemble",
                "consensus --method daw|dawid-skene",
                "init project --model au|auto",
                "next project --strategy typ|typiclust",
                "evaluate --dataset cifar-10h|cifar-10h",
                "pretrain --model resnet2|resnet20",
                "report --lat|--latex",
                "strategies typ|typiclust",
                "strategies random core|core-set",
                "models resnet2|resnet20",
                "datasets cifar-10n|cifar-10n",
                "consensus-methods daw|dawid-skene",
                "experiments wall-robot-c|wall-robot-complete wall-robot-cleaning",
                "completion z|zsh"
            })
    void completesCommandsOptionsAndNames(String typed, String expected) throws Exception {
        assertEquals(expected, completed("relabel4j " + typed));
    }

    @Test
    void bothShellsHaveTheSameScript() {
        assertEquals(script("bash"), script("zsh"));
        Cli.run("completion", "fish").refused("bash, zsh");
    }

    private static String script(String shell) {
        return Cli.run("completion", shell).succeeded().out();
    }

    /** The words that bash's function answers with. */
    private String completed(String line) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), script("bash"));
        String ask = String.join(
                "\n",
                "source " + script,
                "compopt() { :; }",
                "COMP_WORDS=(" + line + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))",
                "_complete_relabel4j",
                "echo \"${COMPREPLY[*]}\"");
        Process bash = new ProcessBuilder(List.of("bash", "-c", ask))
                .redirectErrorStream(true)
                .start();
        String answer = new String(bash.getInputStream().readAllBytes()).strip();
        assertTrue(bash.waitFor() == 0, answer);
        return answer;
    }
}
