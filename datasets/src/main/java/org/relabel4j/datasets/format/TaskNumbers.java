package org.relabel4j.datasets.format;

import java.util.stream.IntStream;

/** Tasks that seem to count from 1 where row numbers, which count from 0, are the tasks. */
final class TaskNumbers {
    /** Fewer labelled tasks may leave out row 0 by chance. */
    private static final int MIN_TASKS = 20;

    private static final String ADVICE =
            "if they count from 1, give the tasks beside the rows: a CSV file with a column task";

    private TaskNumbers() {}

    /** What to add where a task is none of the rows: advice, if it is the number after the last and all count from 1. */
    static String hint(LabelTable labels, String task, ProbabilityTable probabilities) {
        int numRows = probabilities.probabilities().numExamples();
        boolean next = Names.foldNumber(task).equals(Integer.toString(numRows));
        boolean fromOne = next && labelled(labels).allMatch(number -> number >= 1 && number <= numRows);
        return probabilities.hasRowNumbers() && fromOne ? "; " + ADVICE : "";
    }

    /** Adds a note where all tasks are rows, but none is the first though many are labelled and the second is. */
    static void warn(LabelTable labels, ProbabilityTable probabilities) {
        if (probabilities.hasRowNumbers()
                && labelled(labels).min().orElse(0) == 1
                && labelled(labels).distinct().limit(MIN_TASKS).count() == MIN_TASKS) {
            labels.note("no labelled task is 0: tasks were taken as row numbers of " + probabilities.file()
                    + " from 0 on; " + ADVICE);
        }
    }

    /** The tasks of all labels as numbers; -1 for what is none. */
    private static IntStream labelled(LabelTable labels) {
        Ids tasks = labels.taskIds();
        return IntStream.range(0, labels.size()).map(labels::taskAt).map(task -> {
            int number = tasks.numberAt(task);
            return number >= 0 ? number : number(tasks.get(task));
        });
    }

    private static int number(String task) {
        char[] text = Names.foldNumber(task).toCharArray();
        return Ids.parseNumber(text, 0, text.length);
    }
}
