package org.relabel4j.spark.scoring;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.relabel4j.spark.Commands;
import picocli.CommandLine.Command;

/**
 * {@code spark-submit relabel4j-spark.jar score|consensus ...}: the commands of {@code relabel4j} on tables of a cluster. Exit code 0
 * when done, 2 for a mistake of the caller's, which one line explains, 1 for one of ours.
 */
@Command(
        name = "relabel4j-spark.jar",
        description = "Scores and consensus of pools too large for one machine, on Apache Spark.",
        subcommands = {ScoreCommand.class, ConsensusCommand.class})
public final class ScoringMain {
    private static final int INTERNAL = 1;
    private static final int CALLER = 2;

    private ScoringMain() {}

    /** Runs a command and ends the process if it fails. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        if (code != 0) {
            Commands.exit(code);
        }
    }

    static int run(String... arguments) {
        return Commands.of(new ScoringMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown))
                .execute(arguments);
    }

    private static int explain(Exception thrown) {
        // What Spark logs while it ends would come after the line.
        SparkSession.getActiveSession().foreach(session -> {
            session.sparkContext().setLogLevel("OFF");
            return null;
        });
        boolean ours = thrown instanceof IllegalArgumentException && isOfOurChecks(thrown);
        Optional<Throwable> unread = unread(thrown);
        if (ours || thrown instanceof AnalysisException || unread.isPresent()) {
            System.err.println("relabel4j: "
                    + String.valueOf(unread.orElse(thrown).getMessage()).replaceAll("\\s+", " "));
            return CALLER;
        }
        thrown.printStackTrace();
        System.err.println("relabel4j: Spark could not finish this; what it says is above");
        return INTERNAL;
    }

    /** What Spark says of a file that is not of the format that it should be. */
    private static Optional<Throwable> unread(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(cause -> cause instanceof SparkThrowable spark
                        && String.valueOf(spark.getCondition()).matches("(FAILED_READ_FILE|CANNOT_READ_FILE).*"))
                .findFirst();
    }

    private static boolean isOfOurChecks(Exception e) {
        return e.getStackTrace().length == 0
                || e.getStackTrace()[0].getClassName().startsWith("org.relabel4j.");
    }
}
