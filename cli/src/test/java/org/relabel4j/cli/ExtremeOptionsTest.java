package org.relabel4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.ArgSpec;

/** Numbers on the command line at the ends of what numbers there are: one line that names the option, exit 2, nothing written. */
class ExtremeOptionsTest {
    private static final List<String> EXTREMES = List.of("2147483647", "99999999999", "-1", "0", "1e308", "NaN");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "benchmark, --jobs, jobs",
        "clean, --jobs, jobs",
        "pretrain, --epochs, epochs",
        "pretrain, --batch, batch",
        "pretrain, --view-size, view-size"
    })
    void wholeNumbers(String command, String option, String key) throws Exception {
        for (String value : EXTREMES) {
            refused(command, option, value, key);
        }
    }

    @Test
    void realNumbers() throws Exception {
        for (String value : List.of("1e308", "1e-320", "-1", "0", "NaN", "Infinity")) {
            refused("pretrain", "--lr", value, "lr");
        }
    }

    @Test
    void batchOfScores() throws Exception {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,b,c\na,d,e\n");
        String[] call = {"score", "--strategy", "random", "--labels", labels.toString(), "--out", "", "--batch", ""};
        for (String value : List.of("0", "-1", "-2147483648", "2147483648", "1e3")) {
            call[6] = folder.resolve("none.csv").toString();
            call[8] = value;
            Cli.run(call).refused("batch");
        }
        call[6] = folder.resolve("all.csv").toString();
        call[8] = "2147483647";

        assertTrue(Cli.run(call).succeeded().err().contains("1 example instead of 2147483647"));
    }

    @Test
    void resamples() throws Exception {
        Path labels = Files.writeString(folder.resolve("labels.csv"), "task,annotator,label\na,b,c\na,d,e\n");
        Path out = folder.resolve("out.csv");
        for (String value : List.of("-1", "1", "99", "100001", "-2147483648", "2147483648", "1e3")) {
            Cli.run(
                            "consensus",
                            "--method",
                            "majority-vote",
                            "--labels",
                            labels.toString(),
                            "--out",
                            out.toString(),
                            "--agreement",
                            folder.resolve("agreement.csv").toString(),
                            "--agreement-resamples",
                            value)
                    .refused("resamples");
            assertFalse(Files.exists(out), () -> value + " wrote something");
        }
    }

    private void refused(String command, String option, String value, String key) throws Exception {
        Path out = folder.resolve("out");
        List<String> call = new ArrayList<>(List.of(command));
        call.addAll(
                switch (command) {
                    case "benchmark" -> List.of("wall-robot", "preset=quick");
                    case "clean" -> List.of("wall-robot-cleaning", "preset=quick");
                    default ->
                        List.of(
                                "--method",
                                "simclr",
                                "--model",
                                "resnet20",
                                "--dataset",
                                "cifar-10",
                                "--data-dir",
                                images());
                });
        call.addAll(List.of("--out", out.toString(), option + "=" + value));

        Cli.run(call.toArray(String[]::new)).refused(key);

        assertFalse(Files.exists(out), () -> call + " wrote something");
    }

    private String images() throws Exception {
        Path images = Files.createDirectories(folder.resolve("images"));
        NoiseImages.write(images, 2);
        return images.toString();
    }

    /** A new option that takes a number has to be added above. */
    @Test
    void noOtherOptionTakesANumber() {
        Set<Class<?>> numbers = Set.of(int.class, Integer.class, double.class, Double.class);
        TreeMap<String, Set<String>> found = new TreeMap<>();
        new RootCommand(new Console(System.out, System.err, 0))
                .parser(List.of())
                .getSubcommands()
                .forEach((name, command) -> command.getCommandSpec().options().stream()
                        .filter(option -> numbers.contains(type(option)))
                        .forEach(option -> found.computeIfAbsent(name, n -> new TreeSet<>())
                                .add(option.longestName())));

        assertEquals(
                new TreeMap<>(java.util.Map.of(
                        "benchmark", Set.of("--jobs"),
                        "clean", Set.of("--jobs"),
                        "consensus", Set.of("--agreement-resamples"),
                        "pretrain", Set.of("--batch", "--epochs", "--lr", "--view-size"),
                        "score", Set.of("--batch"))),
                found);
    }

    private static Class<?> type(ArgSpec option) {
        return option.type() == Optional.class
                ? Arrays.stream(option.auxiliaryTypes())
                        .reduce((first, second) -> second)
                        .orElseThrow()
                : option.type();
    }
}
