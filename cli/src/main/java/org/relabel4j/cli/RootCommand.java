package org.relabel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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
            "  relabel4j help score",
            "",
            "Exit code: 0 done, 2 a mistake in the call or its files, 1 an error of Relabel4J's own.",
        })
final class RootCommand implements Callable<Integer> {
    /** The commands by what they are about, in the order to list them. To add one: a class, a test, and a line here. */
    private static final Map<String, Map<String, Class<?>>> GROUPS = groups();

    /** All commands. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        GROUPS.values().forEach(COMMANDS::putAll);
    }

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

    private static Map<String, Map<String, Class<?>>> groups() {
        Map<String, Class<?>> data = new LinkedHashMap<>();
        data.put("init", InitCommand.class);
        data.put("add", AddCommand.class);
        data.put("next", NextCommand.class);
        data.put("status", StatusCommand.class);
        data.put("predict", PredictCommand.class);
        data.put("export", ExportCommand.class);
        data.put("label-studio", LabelStudioCommand.class);
        data.put("score", ScoreCommand.class);
        data.put("consensus", ConsensusCommand.class);
        data.put("find-issues", FindIssuesCommand.class);
        Map<String, Class<?>> experiments = new LinkedHashMap<>();
        experiments.put("benchmark", BenchmarkCommand.class);
        experiments.put("clean", CleanCommand.class);
        experiments.put("report", ReportCommand.class);
        experiments.put("track", TrackCommand.class);
        experiments.put("experiments", ExperimentsCommand.class);
        experiments.put("strategies", StrategiesCommand.class);
        experiments.put("consensus-methods", ConsensusMethodsCommand.class);
        experiments.put("datasets", DatasetsCommand.class);
        Map<String, Class<?>> networks = new LinkedHashMap<>();
        networks.put("models", ModelsCommand.class);
        networks.put("evaluate", EvaluateCommand.class);
        networks.put("pretrain", PretrainCommand.class);
        Map<String, Class<?>> machine = new LinkedHashMap<>();
        machine.put("backends", BackendsCommand.class);
        machine.put("fetch", FetchCommand.class);
        machine.put("bench", BenchCommand.class);
        machine.put("completion", CompletionCommand.class);
        Map<String, Map<String, Class<?>>> groups = new LinkedHashMap<>();
        groups.put("Your own data", data);
        groups.put("Experiments", experiments);
        groups.put("Networks", networks);
        groups.put("This machine", machine);
        return groups;
    }

    /** The names of the commands by what they are about. */
    static Map<String, Set<String>> names() {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        GROUPS.forEach((heading, commands) -> names.put(heading, commands.keySet()));
        return names;
    }

    /**
     * The parser of a call. It knows the command that the call names and no other: picocli takes some milliseconds to study a
     * command's options. If the call names none it knows all of them, for help and suggestions.
     *
     * @throws UnmatchedArgumentException if the first word is no command, so that the words after it are not taken for one
     */
    CommandLine parser(List<String> call) {
        CommandLine parser = new CommandLine(this);
        Optional<String> named = command(call).stream().mapToObj(call::get).findFirst();
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
                Plugins.use(plugins(call));
            } catch (IllegalArgumentException e) {
                throw new ExecutionException(parser, e.getMessage(), e);
            }
            return new CommandLine.RunLast().execute(parsed);
        });
    }

    /** Where in a call its command is: the first word that is no option; of the options before it only one takes a value. */
    static OptionalInt command(List<String> call) {
        return IntStream.range(0, call.size())
                .filter(n -> !call.get(n).startsWith("-")
                        && (n == 0 || !call.get(n - 1).equals(PLUGIN)))
                .findFirst();
    }

    /** The jars that a call names, before its command and behind it: picocli keeps either. */
    private static List<Path> plugins(List<String> call) {
        List<Path> plugins = new ArrayList<>();
        for (int n = 0; n < call.size(); n++) {
            if (call.get(n).startsWith(PLUGIN + "=")) {
                plugins.add(Path.of(call.get(n).substring(PLUGIN.length() + 1)));
            } else if (call.get(n).equals(PLUGIN) && n + 1 < call.size()) {
                plugins.add(Path.of(call.get(n + 1)));
            }
        }
        return plugins;
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
