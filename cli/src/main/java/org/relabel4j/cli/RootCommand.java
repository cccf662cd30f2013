package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.relabel4j.core.plugin.Plugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code relabel4j} without a command, and the options that every command takes. */
@Command(
        name = "relabel4j",
        description = "Deep active learning with re-labelling: which examples to label next, and which to ask again.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  relabel4j benchmark wall-robot",
            "  relabel4j score --strategy activelab --labels labels.csv --pred-probs probs.csv --out scores.csv",
            "  relabel4j score --help",
            "",
            "Exit code: 0 done, 2 a mistake in the call or its files, 1 an error of Relabel4J's own.",
        })
final class RootCommand implements Callable<Integer> {
    /** The commands, in the order to list them. To add one: a class, a test, and a line here. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    static final String DEBUG = "--debug";
    static final String VERBOSE = "--verbose";
    static final String PLUGIN = "--plugin";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Show the stack trace of an error, and all logs.")
    private boolean debug;

    @Option(names = VERBOSE, scope = ScopeType.INHERIT, description = "Log what is being done.")
    private boolean verbose;

    @Option(
            names = PLUGIN,
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Use the strategies, methods, models and data sets of a jar too (repeatable).")
    private List<Path> plugins = List.of();

    RootCommand(Console console) {
        this.console = console;
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand.class);
        commands.put("add", AddCommand.class);
        commands.put("next", NextCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("predict", PredictCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("label-studio", LabelStudioCommand.class);
        commands.put("benchmark", BenchmarkCommand.class);
        commands.put("clean", CleanCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("score", ScoreCommand.class);
        commands.put("consensus", ConsensusCommand.class);
        commands.put("find-issues", FindIssuesCommand.class);
        commands.put("evaluate", EvaluateCommand.class);
        commands.put("pretrain", PretrainCommand.class);
        commands.put("fetch", FetchCommand.class);
        commands.put("strategies", StrategiesCommand.class);
        commands.put("consensus-methods", ConsensusMethodsCommand.class);
        commands.put("models", ModelsCommand.class);
        commands.put("datasets", DatasetsCommand.class);
        commands.put("experiments", ExperimentsCommand.class);
        commands.put("backends", BackendsCommand.class);
        commands.put("bench", BenchCommand.class);
        return commands;
    }

    /**
     * The parser of a call. It knows the command that the call names and no other: picocli takes some milliseconds to study a
     * command's options. If the call names none it knows all of them, for help and suggestions.
     *
     * @throws UnmatchedArgumentException if the first word is no command, so that the words after it are not taken for one
     */
    CommandLine parser(List<String> call) {
        CommandLine parser = new CommandLine(this);
        // Of the options before a command only one takes a value.
        Optional<String> named = IntStream.range(0, call.size())
                .filter(n -> !call.get(n).startsWith("-")
                        && (n == 0 || !call.get(n - 1).equals(PLUGIN)))
                .mapToObj(call::get)
                .findFirst();
        if (named.isPresent() && !COMMANDS.containsKey(named.get())) {
            COMMANDS.forEach(parser::addSubcommand);
            throw new UnmatchedArgumentException(parser, List.of(named.get()));
        }
        if (named.isPresent()) {
            parser.addSubcommand(named.get(), COMMANDS.get(named.get()));
        } else {
            COMMANDS.forEach(parser::addSubcommand);
        }
        // Before help is shown too: it names what there is.
        return parser.setExecutionStrategy(parsed -> {
            try {
                Plugins.use(plugins);
            } catch (IllegalArgumentException e) {
                throw new ExecutionException(parser, e.getMessage(), e);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
    }

    /** Where the commands write. */
    Console console() {
        return console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
