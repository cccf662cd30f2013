package org.relabel4j.datasets.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Unpacks gzip as it is read, in a constant amount of memory, and refuses files made to fill a disk or a day: text packs to a
 * twentieth, a bomb to a thousandth.
 */
public final class Gunzip extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long MAX_BYTES = 200_000_000_000L;
    private static final int MAX_RATIO = 200;

    private final BoundedInputStream packed;
    private final long freeBytes;
    private long unpackedBytes;

    private Gunzip(BoundedInputStream packed, long freeBytes) throws IOException {
        super(new GZIPInputStream(new BufferedInputStream(packed, BUFFER_BYTES), BUFFER_BYTES));
        this.packed = packed;
        this.freeBytes = freeBytes;
    }

    /**
     * The content of a gzip file. Reading it throws {@link MalformedException} where it has more than 200 GB, or more than 1 GB
     * and 200 times its packed length; {@link java.io.EOFException} where it is cut off; {@link java.util.zip.ZipException} where
     * it is damaged.
     *
     * @param packed the file; closed with the result
     */
    public static InputStream of(InputStream packed) throws IOException {
        return of(packed, 1_000_000_000L);
    }

    static InputStream of(InputStream packed, long freeBytes) throws IOException {
        return new Gunzip(BoundedInputStream.builder().setInputStream(packed).get(), freeBytes);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        unpackedBytes += Math.max(0, count);
        if (unpackedBytes > MAX_BYTES || unpackedBytes > freeBytes && unpackedBytes / MAX_RATIO > packed.getCount()) {
            throw new MalformedException("unpacks to more than " + (unpackedBytes - 1) + " bytes from "
                    + packed.getCount() + ", which no honest file does; do not use it");
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
