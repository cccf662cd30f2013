package org.relabel4j.benchmarks.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file's channel whose changes may fail; a write that fails has written half. */
final class FaultyChannel extends FileChannel {
    /** Writes of one file after these are like the second. */
    private static final int WRITES = 2;

    private final FileChannel real;
    private int writes;

    FaultyChannel(FileChannel real) {
        this.real = real;
        Faults.opened(real);
    }

    @FunctionalInterface
    private interface Write {
        int of(ByteBuffer source) throws IOException;
    }

    private int write(ByteBuffer source, Write write) throws IOException {
        writes++;
        boolean before = Faults.hasStruck();
        if (before || writes <= WRITES) {
            if (Faults.strikes()) {
                ByteBuffer half = source.duplicate();
                half.limit(half.position() + (before ? 0 : half.remaining() / 2));
                write.of(half);
                Faults.fail();
            }
        }
        return write.of(source);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return write(source, real::write);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return write(source, bytes -> real.write(bytes, position));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        Faults.change();
        return real.write(sources, offset, length);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        Faults.change();
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        Faults.change();
        real.force(metaData);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        Faults.change();
        return real.transferFrom(source, position, count);
    }

    @Override
    public int read(ByteBuffer destination) throws IOException {
        return real.read(destination);
    }

    @Override
    public int read(ByteBuffer destination, long position) throws IOException {
        return real.read(destination, position);
    }

    @Override
    public long read(ByteBuffer[] destinations, int offset, int length) throws IOException {
        return real.read(destinations, offset, length);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
