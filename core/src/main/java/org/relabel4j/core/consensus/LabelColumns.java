package org.relabel4j.core.consensus;

import java.io.Serializable;
import java.util.Arrays;
import org.relabel4j.core.annotation.Annotations;

/** A number, the column, for each label that an annotator has given at least once: annotator by annotator, from 0. */
public final class LabelColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] columnOf;
    private final int[] annotatorOf;
    private final int[] labelOf;
    private final int[] starts;

    /** Numbers the labels; in time and memory linear in these. */
    public LabelColumns(Annotations annotations) {
        this.columnOf = new int[annotations.size()];
        this.starts = new int[annotations.numAnnotators() + 1];
        int[] annotatorOfColumn = new int[annotations.size()];
        int[] labelOfColumn = new int[annotations.size()];
        int numColumns = number(annotations, annotatorOfColumn, labelOfColumn);
        this.annotatorOf = Arrays.copyOf(annotatorOfColumn, numColumns);
        this.labelOf = Arrays.copyOf(labelOfColumn, numColumns);
    }

    /**
     * Columns without annotations.
     *
     * @param starts the first column of each annotator, and the number of columns; not copied
     * @param labels of each column, each once an annotator; not copied
     */
    public LabelColumns(int[] starts, int[] labels) {
        this.columnOf = new int[0];
        this.starts = starts;
        this.labelOf = labels;
        this.annotatorOf = new int[labels.length];
        for (int j = 0; j + 1 < starts.length; j++) {
            Arrays.fill(annotatorOf, starts[j], starts[j + 1], j);
        }
    }

    private int number(Annotations annotations, int[] annotatorOfColumn, int[] labelOfColumn) {
        ByAnnotator byAnnotator = new ByAnnotator(annotations);
        // A column is the annotator's own if it was numbered after the first of theirs.
        int[] columnOfLabel = new int[annotations.numClasses()];
        Arrays.fill(columnOfLabel, -1);
        int numColumns = 0;
        for (int j = 0; j + 1 < starts.length; j++) {
            starts[j] = numColumns;
            for (int n = byAnnotator.start(j); n < byAnnotator.end(j); n++) {
                int a = byAnnotator.position(n);
                int label = annotations.labelAt(a);
                if (columnOfLabel[label] < starts[j]) {
                    annotatorOfColumn[numColumns] = j;
                    labelOfColumn[numColumns] = label;
                    columnOfLabel[label] = numColumns++;
                }
                columnOf[a] = columnOfLabel[label];
            }
        }
        starts[starts.length - 1] = numColumns;
        return numColumns;
    }

    /** Number of columns. */
    public int count() {
        return labelOf.length;
    }

    /** Column of the annotation at a position. */
    int at(int position) {
        return columnOf[position];
    }

    /** The first column of an annotator; of the one after the last, the number of columns. */
    public int start(int annotator) {
        return starts[annotator];
    }

    /** Number of annotators. */
    public int numAnnotators() {
        return starts.length - 1;
    }

    int annotator(int column) {
        return annotatorOf[column];
    }

    /** The label of a column. */
    public int label(int column) {
        return labelOf[column];
    }

    /** Column of a label of an annotator, or -1 if they never gave it. */
    int find(int annotator, int label) {
        for (int column = starts[annotator]; column < starts[annotator + 1]; column++) {
            if (labelOf[column] == label) {
                return column;
            }
        }
        return -1;
    }
}
