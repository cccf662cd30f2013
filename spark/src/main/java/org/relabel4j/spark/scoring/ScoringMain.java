package org.relabel4j.spark.scoring;

import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code spark-submit relabel4j-spark.jar score|consensus ...}: the commands of {@code relabel4j} on tables of a cluster. Exit code 0
 * when done, 2 for a mistake of the caller's, which one line explains, 1 for one of ours. {@code benchmark} and {@code clean} go to the
 * program itself, whose jars {@code --jars} names.
 */
@Command(
        name = "relabel4j-spark.jar",
        description = "Scores and consensus of pools too large for one machine, on Apache Spark.",
        subcommands = {ScoreCommand.class, ConsensusCommand.class})
public final class ScoringMain {
    private static final Set<String> OF_THE_PROGRAM = Set.of("benchmark", "clean");
    private static final int INTERNAL = 1;
    private static final int CALLER = 2;

    private ScoringMain() {}

    /** Runs a command and ends the process if it fails. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        int code = arguments.length > 0 && OF_THE_PROGRAM.contains(arguments[0]) ? program(arguments) : run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Experiments need the whole program, which is not in this jar but may lie beside it. */
    private static int program(String[] arguments) throws ReflectiveOperationException {
        try {
            Class.forName("org.relabel4j.cli.Main", true, Thread.currentThread().getContextClassLoader())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
            return 0;
        } catch (ClassNotFoundException e) {
            System.err.println("relabel4j: " + arguments[0] + " needs the program's jars besides: give spark-submit"
                    + " --jars \"$(ls lib/*.jar | grep -v slf4j | paste -sd,)\", or call relabel4j " + arguments[0]
                    + " --spark MASTER");
            return CALLER;
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
