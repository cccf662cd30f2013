package org.relabel4j.datasets.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which only so much can be read, as packed files may unpack to any length. */
final class LimitedStream extends FilterInputStream {
    private final Limit whole;
    private Limit part = new Limit(Long.MAX_VALUE, "");

    private static final class Limit {
        private final String what;
        private long left;

        Limit(long bytes, String what) {
            this.left = bytes;
            this.what = what;
        }

        void take(long bytes) throws MalformedException {
            left -= bytes;
            if (left < 0) {
                throw new MalformedException("holds " + what + "; do not use it");
            }
        }
    }

    /**
     * @param maxBytes most that can be read
     * @param what what the file holds if there is more, for the message
     */
    LimitedStream(InputStream stream, long maxBytes, String what) {
        super(stream);
        this.whole = new Limit(maxBytes, what);
    }

    /** Limits what is read from here on, until the next call or {@link #endLimit}. */
    void limitNext(long maxBytes, String what) {
        part = new Limit(maxBytes, what);
    }

    /** Ends what {@link #limitNext} began. */
    void endLimit() {
        part = new Limit(Long.MAX_VALUE, "");
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        take(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        take(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long count = super.skip(bytes);
        take(count);
        return count;
    }

    private void take(long bytes) throws MalformedException {
        part.take(bytes);
        whole.take(bytes);
    }
}
