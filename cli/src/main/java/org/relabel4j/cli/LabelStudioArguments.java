package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.labeling.project.Project;
import org.relabel4j.labeling.studio.StudioServer;
import org.relabel4j.labeling.studio.StudioToken;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A project, and the one of Label Studio that it is connected with. */
final class LabelStudioArguments {
    @Parameters(index = "0", paramLabel = "DIR", description = "The project's folder.")
    private Path folder;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of Label Studio. After init: where it is now, if it has moved.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--project",
            paramLabel = "N",
            description = "Number of its project: in a browser what comes after /projects/.")
    private Optional<String> number = Optional.empty();

    Path folder() {
        return folder;
    }

    Project project() throws InputException {
        return Project.open(folder);
    }

    Optional<Integer> number() {
        return number.map(text -> wholeNumber("--project", text));
    }

    /** The server at the address that is given. */
    StudioServer named() {
        return StudioServer.at(
                url.orElseThrow(() -> new IllegalArgumentException(
                        "init needs --url, the address of Label Studio, such as http://localhost:8080")),
                token());
    }

    /** The server that the project is connected with. */
    StudioServer connected() throws InputException {
        return StudioServer.of(project(), url, number(), token());
    }

    private static StudioToken token() {
        return StudioToken.of(Optional.ofNullable(System.getenv(StudioToken.VARIABLE)));
    }

    /** @throws IllegalArgumentException if an option's value is no whole number from 1 */
    static int wholeNumber(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    option + " is \"" + text + "\", expected a whole number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }
}
