package org.relabel4j.datasets.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.relabel4j.core.text.Counted;

/**
 * Reads Python pickles of plain data: numbers, texts, lists, tuples, dictionaries and NumPy arrays of whole numbers. Nothing is
 * imported or called, which is what makes Python's own reader unsafe: the few functions that build arrays are known here by
 * name ({@link PickledObjects}), and any other is refused.
 *
 * <p>Whatever a file says, reading it ends soon and takes memory in proportion to its length: instructions are limited in
 * number, and so are the bytes that arrays copy. Nothing here walks through nested values, which may contain themselves.
 *
 * <p>A text, a byte string and a string of Python 2 all become a {@link String}, of which a byte is a character 0 to 255. Whole
 * numbers become {@link Long}, lists and tuples {@link List}, dictionaries {@link Map} (keys in their order), arrays
 * {@link NumpyArray}.
 */
public final class Pickle {
    private static final int HIGHEST_PROTOCOL = 5;

    /** Each makes at most one object. A batch of CIFAR-10 has 40,000. */
    private static final int MAX_INSTRUCTIONS = 1 << 20;

    /** More than the name of any module or function has. */
    private static final int MAX_NAME_LENGTH = 200;

    private final ByteBuffer in;
    private final PickleStack stack = new PickleStack();
    private final Map<Integer, Object> memo = new HashMap<>();
    private final PickledObjects objects;

    private Pickle(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.objects = new PickledObjects(bytes.length);
    }

    /**
     * Reads a pickle.
     *
     * @param bytes the whole file
     * @throws MalformedException if it is cut off, no pickle, or holds anything but plain data; the message names it
     */
    public static Object read(byte[] bytes) throws MalformedException {
        Pickle pickle = new Pickle(bytes);
        try {
            for (int n = 0; n < MAX_INSTRUCTIONS; n++) {
                int opcode = pickle.in.get() & 0xFF;
                if (opcode == '.') {
                    return PickledObjects.finished(pickle.stack.pop());
                }
                pickle.run(opcode);
            }
            throw new MalformedException("is a pickle of more than " + MAX_INSTRUCTIONS
                    + " instructions, which is more than a data set has");
        } catch (BufferUnderflowException e) {
            throw new MalformedException(
                    "ends within a pickle, after " + Counted.of(bytes.length, "byte") + "; copy it again");
        }
    }

    private void run(int opcode) throws MalformedException {
        if (!runNumber(opcode) && !runText(opcode) && !runContainer(opcode) && !runMemo(opcode)) {
            runObject(opcode);
        }
    }

    private boolean runNumber(int opcode) throws MalformedException {
        switch (opcode) {
            case 'N' -> stack.push(null);
            case 0x88 -> stack.push(Boolean.TRUE);
            case 0x89 -> stack.push(Boolean.FALSE);
            case 'K' -> stack.push((long) (in.get() & 0xFF));
            case 'M' -> stack.push((long) (in.getShort() & 0xFFFF));
            case 'J' -> stack.push((long) in.getInt());
            case 0x8a -> stack.push(longOf(in.get() & 0xFF));
            case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private long longOf(int bytes) throws MalformedException {
        if (bytes > Long.BYTES) {
            throw new MalformedException("holds a number of " + bytes + " bytes, expected at most 8");
        }
        long value = 0;
        byte last = 0;
        for (int n = 0; n < bytes; n++) {
            last = in.get();
            value |= (last & 0xFFL) << 8 * n;
        }
        return last < 0 && bytes < Long.BYTES ? value - (1L << 8 * bytes) : value;
    }

    private boolean runText(int opcode) throws MalformedException {
        switch (opcode) {
            case 'U', 'C' -> stack.push(new String(bytes(in.get() & 0xFF), StandardCharsets.ISO_8859_1));
            case 'T', 'B' -> stack.push(new String(bytes(in.getInt()), StandardCharsets.ISO_8859_1));
            case 0x8c -> stack.push(new String(bytes(in.get() & 0xFF), StandardCharsets.UTF_8));
            case 'X' -> stack.push(new String(bytes(in.getInt()), StandardCharsets.UTF_8));
            default -> {
                return false;
            }
        }
        return true;
    }

    private byte[] bytes(int count) {
        if (count < 0 || count > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private boolean runContainer(int opcode) throws MalformedException {
        switch (opcode) {
            case '(' -> stack.mark();
            case ']', ')' -> stack.push(new ArrayList<>());
            case 't' -> stack.push(stack.popToMark());
            case 0x85, 0x86, 0x87 -> stack.push(stack.popTuple(opcode - 0x84));
            case 'a' -> stack.addAll(stack.popTuple(1));
            case 'e' -> stack.addAll(stack.popToMark());
            case '}' -> stack.push(new LinkedHashMap<>());
            case 's' -> stack.putAll(stack.popTuple(2));
            case 'u' -> stack.putAll(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean runMemo(int opcode) throws MalformedException {
        switch (opcode) {
            case 'q' -> memo.put(in.get() & 0xFF, stack.peek());
            case 'r' -> memo.put(in.getInt(), stack.peek());
            case 0x94 -> memo.put(memo.size(), stack.peek());
            case 'h' -> stack.push(remembered(in.get() & 0xFF));
            case 'j' -> stack.push(remembered(in.getInt()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object remembered(int number) throws MalformedException {
        if (!memo.containsKey(number)) {
            throw new MalformedException("is a damaged pickle: it refers to what it did not define");
        }
        return memo.get(number);
    }

    private void runObject(int opcode) throws MalformedException {
        switch (opcode) {
            case 0x80 -> {
                int protocol = in.get() & 0xFF;
                if (protocol > HIGHEST_PROTOCOL) {
                    throw new MalformedException(
                            "is a pickle of protocol " + protocol + ", expected at most " + HIGHEST_PROTOCOL);
                }
            }
            case 0x95 -> in.getLong();
            case 'c' -> stack.push(PickledObjects.global(line(), line()));
            case 0x93 -> {
                List<Object> names = stack.popTuple(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw new MalformedException("is a damaged pickle: the name of a function is no text");
                }
                stack.push(PickledObjects.global(checkedName(module), checkedName(name)));
            }
            case 'R' -> {
                List<Object> call = stack.popTuple(2);
                stack.push(objects.call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                Object state = stack.pop();
                objects.build(stack.peek(), state);
            }
            default ->
                throw new MalformedException(
                        "is no pickle of plain data: instruction " + opcode + " at byte " + (in.position() - 1));
        }
    }

    private String line() throws MalformedException {
        StringBuilder line = new StringBuilder();
        for (char next = (char) (in.get() & 0xFF); next != '\n'; next = (char) (in.get() & 0xFF)) {
            line.append(next);
        }
        return checkedName(line.toString());
    }

    private static String checkedName(String name) throws MalformedException {
        if (name.length() > MAX_NAME_LENGTH) {
            throw new MalformedException("is a damaged pickle: the name of a function has " + name.length()
                    + " characters, expected at most " + MAX_NAME_LENGTH);
        }
        return name;
    }
}
