package org.relabel4j.spark.scoring;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
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
            System.exit(code);
        }
    }

    static int run(String... arguments) {
        return new CommandLine(new ScoringMain())
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
        if (ours || thrown instanceof AnalysisException) {
            System.err.println(
                    "relabel4j: " + String.valueOf(thrown.getMessage()).replaceAll("\\s+", " "));
            return CALLER;
        }
        thrown.printStackTrace();
        System.err.println("relabel4j: Spark could not finish this; what it says is above");
        return INTERNAL;
    }

    private static boolean isOfOurChecks(Exception e) {
        return e.getStackTrace().length == 0
                || e.getStackTrace()[0].getClassName().startsWith("org.relabel4j.");
    }
}
