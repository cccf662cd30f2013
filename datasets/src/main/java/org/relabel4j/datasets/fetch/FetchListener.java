package org.relabel4j.datasets.fetch;

/** Hears how far a download is. Called on the downloading thread, about once a block of 64 KiB. */
@FunctionalInterface
public interface FetchListener {
    /**
     * Some bytes have come.
     *
     * @param file name of the file
     * @param bytes how many are here, those of an earlier attempt included
     * @param total how many there will be, or 0 if that is not known
     */
    void received(String file, long bytes, long total);
}
