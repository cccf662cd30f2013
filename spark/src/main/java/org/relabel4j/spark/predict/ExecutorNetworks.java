package org.relabel4j.spark.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.broadcast.Broadcast;

/**
 * The networks that this executor has open and that no task uses now: as many as tasks have run at a time, for one network is no two
 * tasks'. They are kept from partition to partition, until another network is asked for.
 */
final class ExecutorNetworks {
    private static final Deque<PoolNetwork.Opened> FREE = new ArrayDeque<>();

    /** What all in the queue are. */
    private static PoolNetwork kind;

    /** Its file here. */
    private static Path file;

    private ExecutorNetworks() {}

    static synchronized PoolNetwork.Opened borrow(PoolNetwork network, Broadcast<byte[]> content) throws IOException {
        if (!network.equals(kind)) {
            FREE.forEach(PoolNetwork.Opened::close);
            FREE.clear();
            kind = null;
            file = Files.createTempFile("relabel4j-", ".network");
            file.toFile().deleteOnExit();
            Files.write(file, content.value());
            kind = network;
        }
        return FREE.isEmpty() ? network.open(file) : FREE.pop();
    }

    static synchronized void giveBack(PoolNetwork network, PoolNetwork.Opened opened) {
        if (network.equals(kind)) {
            FREE.push(opened);
        } else {
            opened.close();
        }
    }
}
