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
    private static final Object MARK = new Object();
    private static final int HIGHEST_PROTOCOL = 5;

    /** Each makes at most one object. A batch of CIFAR-10 has 40,000. */
    private static final int MAX_INSTRUCTIONS = 1 << 20;

    /** More than the name of any module or function has. */
    private static final int MAX_NAME_LENGTH = 200;

    private final ByteBuffer in;
    private final ArrayList<Object> stack = new ArrayList<>();
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
                    return PickledObjects.finished(pickle.pop());
                }
                pickle.run(opcode);
            }
            throw new MalformedException("is a pickle of more than " + MAX_INSTRUCTIONS
                    + " instructions, which is more than a data set has");
        } catch (BufferUnderflowException e) {
            throw new MalformedException("ends within a pickle, after " + bytes.length + " bytes; copy it again");
        }
    }

    private void run(int opcode) throws MalformedException {
        if (!runNumber(opcode) && !runText(opcode) && !runContainer(opcode) && !runMemo(opcode)) {
            runObject(opcode);
        }
    }

    private boolean runNumber(int opcode) throws MalformedException {
        switch (opcode) {
            case 'N' -> push(null);
            case 0x88 -> push(Boolean.TRUE);
            case 0x89 -> push(Boolean.FALSE);
            case 'K' -> push((long) (in.get() & 0xFF));
            case 'M' -> push((long) (in.getShort() & 0xFFFF));
            case 'J' -> push((long) in.getInt());
            case 0x8a -> push(longOf(in.get() & 0xFF));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
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
            case 'U', 'C' -> push(new String(bytes(in.get() & 0xFF), StandardCharsets.ISO_8859_1));
            case 'T', 'B' -> push(new String(bytes(in.getInt()), StandardCharsets.ISO_8859_1));
            case 0x8c -> push(new String(bytes(in.get() & 0xFF), StandardCharsets.UTF_8));
            case 'X' -> push(new String(bytes(in.getInt()), StandardCharsets.UTF_8));
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
            case '(' -> push(MARK);
            case ']', ')' -> push(new ArrayList<>());
            case 't' -> push(new ArrayList<>(popToMark()));
            case 0x85, 0x86, 0x87 -> push(popTuple(opcode - 0x84));
            case 'a' -> {
                Object item = pop();
                List<Object> list = top(List.class);
                list.add(item);
            }
            case 'e' -> {
                List<Object> items = popToMark();
                List<Object> list = top(List.class);
                list.addAll(items);
            }
            case '}' -> push(new LinkedHashMap<>());
            case 's' -> {
                List<Object> pair = popTuple(2);
                putAll(pair);
            }
            case 'u' -> putAll(popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void putAll(List<Object> keysAndValues) throws MalformedException {
        Map<Object, Object> map = top(Map.class);
        for (int n = 0; n + 1 < keysAndValues.size(); n += 2) {
            Object key = keysAndValues.get(n);
            // Others could be made to hash to one value, or to contain themselves.
            if (!(key instanceof String) && !(key instanceof Long)) {
                throw new MalformedException("holds a dictionary with a key that is neither text nor number");
            }
            map.put(key, keysAndValues.get(n + 1));
        }
    }

    private boolean runMemo(int opcode) throws MalformedException {
        switch (opcode) {
            case 'q' -> memo.put(in.get() & 0xFF, peek());
            case 'r' -> memo.put(in.getInt(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> push(remembered(in.get() & 0xFF));
            case 'j' -> push(remembered(in.getInt()));
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
            case 'c' -> push(PickledObjects.global(line(), line()));
            case 0x93 -> {
                List<Object> names = popTuple(2);
                if (!(names.get(0) instanceof String module) || !(names.get(1) instanceof String name)) {
                    throw new MalformedException("is a damaged pickle: the name of a function is no text");
                }
                push(PickledObjects.global(checkedName(module), checkedName(name)));
            }
            case 'R' -> {
                List<Object> call = popTuple(2);
                push(objects.call(call.get(0), call.get(1)));
            }
            case 'b' -> {
                Object state = pop();
                objects.build(peek(), state);
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

    private void push(Object value) {
        stack.add(value);
    }

    private Object peek() throws MalformedException {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw new MalformedException("is a damaged pickle: it takes what is not there");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() throws MalformedException {
        Object top = peek();
        stack.remove(stack.size() - 1);
        return top;
    }

    private List<Object> popTuple(int size) throws MalformedException {
        Object[] items = new Object[size];
        for (int n = size - 1; n >= 0; n--) {
            items[n] = pop();
        }
        return new ArrayList<>(java.util.Arrays.asList(items));
    }

    private List<Object> popToMark() throws MalformedException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new MalformedException("is a damaged pickle: it takes what is not there");
        }
        List<Object> tail = stack.subList(mark + 1, stack.size());
        List<Object> items = new ArrayList<>(tail);
        stack.subList(mark, stack.size()).clear();
        return items;
    }

    @SuppressWarnings("unchecked")
    private <T> T top(Class<?> type) throws MalformedException {
        Object top = peek();
        if (!type.isInstance(top)) {
            throw new MalformedException("is a damaged pickle: it adds to what is no list or dictionary");
        }
        return (T) top;
    }
}
