package org.relabel4j.datasets.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The values that a pickle's instructions have made and not yet used. */
final class PickleStack {
    private static final Object MARK = new Object();

    private final List<Object> items = new ArrayList<>();

    void mark() {
        push(MARK);
    }

    void push(Object value) {
        items.add(value);
    }

    Object peek() throws MalformedException {
        if (items.isEmpty() || items.get(items.size() - 1) == MARK) {
            throw new MalformedException("is a damaged pickle: it takes what is not there");
        }
        return items.get(items.size() - 1);
    }

    Object pop() throws MalformedException {
        Object top = peek();
        items.remove(items.size() - 1);
        return top;
    }

    List<Object> popTuple(int size) throws MalformedException {
        Object[] taken = new Object[size];
        for (int n = size - 1; n >= 0; n--) {
            taken[n] = pop();
        }
        return new ArrayList<>(Arrays.asList(taken));
    }

    List<Object> popToMark() throws MalformedException {
        int mark = items.lastIndexOf(MARK);
        if (mark < 0) {
            throw new MalformedException("is a damaged pickle: it takes what is not there");
        }
        List<Object> tail = items.subList(mark, items.size());
        List<Object> taken = new ArrayList<>(tail.subList(1, tail.size()));
        tail.clear();
        return taken;
    }

    @SuppressWarnings("unchecked")
    private <T> T top(Class<?> type) throws MalformedException {
        Object top = peek();
        if (!type.isInstance(top)) {
            throw new MalformedException("is a damaged pickle: it adds to what is no list or dictionary");
        }
        return (T) top;
    }

    /** Adds values to the list on top. */
    void addAll(List<Object> values) throws MalformedException {
        List<Object> list = top(List.class);
        list.addAll(values);
    }

    /** Puts keys and values by turns into the dictionary on top. */
    void putAll(List<Object> keysAndValues) throws MalformedException {
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
}
