package org.relabel4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.relabel4j.benchmarks.report.Report;
import org.relabel4j.benchmarks.statistics.Metric;
import org.relabel4j.core.text.Choices;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.datasets.format.AtomicFiles;
import org.relabel4j.datasets.format.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code relabel4j report}. */
@Command(
        name = "report",
        description = "Rebuild the report of a run, or compare several in one.",
        footer = {
            "",
            "Examples:",
            "  relabel4j report runs/wall-robot-20261120-101500",
            "  relabel4j report runs/first runs/second --out comparison",
            "  relabel4j report runs/first --curves auc,log-loss",
            "  relabel4j report runs/first --latex tables.tex --figures figures",
            "  relabel4j report runs/first runs/second --overlay --figures figures"
        })
final class ReportCommand extends Subcommand {
    /** A blank line, the path of the report, and the shell's prompt. */
    private static final int LINES_AFTER = 3;

    @Parameters(
            arity = "1..*",
            paramLabel = "RUN_DIR",
            description = "Run folders, as `benchmark' or `clean' writes them.")
    private List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for report.html and plots/. Default: the run folder itself, or for several"
                    + " runs/comparison-DATE-TIME.")
    private Path out;

    @Option(
            names = "--curves",
            paramLabel = "METRICS",
            completionCandidates = KnownNames.Curves.class,
            description =
                    "Learning curves to draw besides the accuracies, with commas between: ${COMPLETION-CANDIDATES}.")
    private String curves = "";

    @Option(
            names = "--latex",
            paramLabel = "FILE",
            description =
                    "Also write the tables as papers print them, in LaTeX (booktabs, adjustbox): mean and standard deviation, in bold the"
                            + " best and what a paired test does not tell from it.")
    private Path latex;

    @Option(names = "--markdown", paramLabel = "FILE", description = "The same tables in Markdown.")
    private Path markdown;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description =
                    "Also write all figures for a paper as SVG and PDF: text as text, no titles, named by what they show.")
    private Path figures;

    @Option(
            names = "--overlay",
            description =
                    "Show the strategies of several runs of one data set in one figure and table, named by strategy and run.")
    private boolean overlay;

    @Override
    public Integer call() throws Exception {
        Path folder = out != null
                ? out
                : runs.size() == 1 ? runs.get(0) : RunPaths.here().fresh("comparison");
        checkOutput("--latex", latex, ".tex");
        checkOutput("--markdown", markdown, ".md");
        Report report = Report.read(
                runs,
                Stream.of(curves.split(","))
                        .filter(name -> !name.isBlank())
                        .map(ReportCommand::metric)
                        .toList(),
                overlay);
        if (figures != null) {
            report.writeFigures(figures);
        }
        if (latex != null) {
            write(latex, report.latex(label(latex)));
        }
        if (markdown != null) {
            write(markdown, report.markdown());
        }
        writeAndShow(report, folder, console());
        return 0;
    }

    /** Of the files of a run, none ends so: nothing is lost by a slip, behind a link neither. */
    private static void checkOutput(String option, Path file, String ending) throws IOException {
        if (file != null
                && !(file.toString().endsWith(ending)
                        && (!Files.exists(file) || file.toRealPath().toString().endsWith(ending)))) {
            throw new IllegalArgumentException(option + " is \"" + file + "\", expected a file NAME" + ending);
        }
    }

    /** The file's name, so that the tables of two files go into one paper. */
    private static String label(Path file) {
        return file.getFileName().toString().replaceFirst("\\.tex$", "").replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static void write(Path file, String text) throws InputException {
        AtomicFiles.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Metric metric(String name) {
        return Choices.find(Metric.class, name)
                .filter(Metric.FURTHER::contains)
                .orElseThrow(() -> new IllegalArgumentException("--curves is \"" + name + "\"; "
                        + Suggestions.hint(
                                name,
                                Metric.FURTHER.stream().map(Choices::written).toList())));
    }

    /** Writes a report to a folder, and prints its tables, on a terminal no more than fits, and the page's path. */
    static void writeAndShow(Report report, Path folder, Console console) throws InputException {
        Path page = report.write(folder);
        console.out().println(text(report, console.screen()).stripTrailing());
        console.out().println();
        console.out().println("Report: " + Printable.line(page.toString()));
    }

    private static String text(Report report, Console.Screen screen) {
        String text = report.text();
        int lines = screen.lines() - LINES_AFTER;
        boolean fits =
                text.lines().count() <= lines && text.lines().allMatch(line -> line.length() <= screen.columns());
        return screen.isNone() || fits ? text : report.summary(screen.columns(), lines);
    }
}
