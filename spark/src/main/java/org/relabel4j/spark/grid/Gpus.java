package org.relabel4j.spark.grid;

import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.SparkConf;
import org.apache.spark.resource.ResourceInformation;

/** GPUs as Spark schedules them: a cell begins where one is free, and computes on that one. */
final class Gpus {
    private static final String GPU = "gpu";
    private static final String OF_EXECUTORS = "spark.executor.resource.gpu.amount";
    private static final String OF_TASKS = "spark.task.resource.gpu.amount";

    /** As {@code nvidia-smi} counts cards, which is what discovery scripts ask; CUDA's own order begins with the fastest. */
    private static final String ORDER = "spark.executorEnv.CUDA_DEVICE_ORDER";

    private Gpus() {}

    /** Where executors have GPUs, a cell has one unless told otherwise. */
    static void configure(SparkConf conf) {
        if (conf.contains(OF_EXECUTORS)) {
            conf.setIfMissing(OF_TASKS, "1");
        }
        conf.setIfMissing(ORDER, "PCI_BUS_ID");
    }

    /**
     * The card that a task has: the first one, as a cell computes on one.
     *
     * @param resources of the task, by name
     * @return its number on the executor's machine; empty if Spark gave none
     * @throws IllegalArgumentException if its address is no number
     */
    static OptionalInt card(Map<String, ResourceInformation> resources) {
        ResourceInformation gpus = resources.get(GPU);
        if (gpus == null || gpus.addresses().length == 0) {
            return OptionalInt.empty();
        }
        String address = gpus.addresses()[0];
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(address));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Spark gives the loop GPU \"" + address
                            + "\", expected a number from 0 on; have the discovery script"
                            + " print what nvidia-smi --query-gpu=index does",
                    e);
        }
    }
}
