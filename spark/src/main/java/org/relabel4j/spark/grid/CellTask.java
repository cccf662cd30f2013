package org.relabel4j.spark.grid;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/**
 * The task of a cell.
 *
 * @param spec the run
 */
record CellTask(RunSpec spec) implements VoidFunction<Iterator<String>> {
    @Override
    public void call(Iterator<String> cell) throws Exception {
        ExecutorCells.run(spec, cell.next(), TaskContext.get());
    }
}
