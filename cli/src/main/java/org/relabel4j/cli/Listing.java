package org.relabel4j.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.relabel4j.core.option.Option;

/** A list of named things, for people or, with {@code --json}, for scripts. */
final class Listing {
    /** The least that is left to texts beside long names. */
    private static final int LEAST_COLUMNS = 20;

    private Listing() {}

    /**
     * One thing.
     *
     * @param name id
     * @param summary what it is, in one line
     * @param options what it takes, by name: what that is
     * @param usage how people write an option, for people
     * @param details more that only scripts get: strings, booleans, numbers, and lists of strings
     */
    record Item(String name, String summary, Map<String, String> options, String usage, Map<String, Object> details) {
        static Item of(String name, String summary) {
            return new Item(name, summary, Map.of(), "", Map.of());
        }

        Item withOptions(List<Option<?>> taken, String writtenAs) {
            Map<String, String> help = new LinkedHashMap<>();
            taken.forEach(option -> help.put(option.name(), option.help()));
            return withOptions(help, writtenAs);
        }

        Item withOptions(Map<String, String> taken, String writtenAs) {
            return new Item(name, summary, taken, writtenAs, details);
        }

        /** Says which plug-in it is from, if from one. */
        Item from(Optional<String> plugin) {
            return plugin.map(file -> new Item(name, summary + " (plug-in " + file + ")", options, usage, details)
                            .with("plugin", file))
                    .orElse(this);
        }

        Item with(String key, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(details);
            more.put(key, value);
            return new Item(name, summary, options, usage, more);
        }
    }

    /** Prints the items, for people with or without their options, or as JSON. */
    static void print(List<Item> items, boolean json, boolean withOptions, Console console) throws IOException {
        if (json) {
            printJson(items, console.out());
        } else {
            printText(items, withOptions, console);
        }
    }

    /** Prints the items for people, in the order given: a line each and, if wanted, a line an option below it. */
    private static void printText(List<Item> items, boolean withOptions, Console console) {
        int width = width(items.stream().map(Item::name).toList());
        for (Item item : items) {
            printRow(padded(item.name(), width), item.summary(), console);
            if (withOptions && !item.options().isEmpty()) {
                printRow("  ", item.usage(), console);
                int nameWidth = width(item.options().keySet());
                item.options().forEach((option, help) -> printRow("  " + padded(option, nameWidth), help, console));
            }
        }
    }

    /** Prints a line; on a terminal as several if need be, broken between words, with the text below itself. */
    private static void printRow(String start, String text, Console console) {
        String row = text;
        if (!console.screen().isNone()) {
            int columns = Math.max(LEAST_COLUMNS, console.screen().columns() - start.length());
            row = HelpLayout.filled(List.of(text), columns)
                    .stripTrailing()
                    .replace(System.lineSeparator(), "\n" + " ".repeat(start.length()));
        }
        console.out().println(start + row);
    }

    private static int width(Iterable<String> words) {
        int width = 0;
        for (String word : words) {
            width = Math.max(width, word.length());
        }
        return width + 2;
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(width - word.length());
    }

    /** Prints one JSON array of objects with "name", "summary", the details and "options", in the order given. */
    private static void printJson(List<Item> items, PrintStream out) throws IOException {
        // The plain generator, not databind: listing must not take longer than starting Java.
        JsonGenerator generator = new JsonFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setPrettyPrinter(new DefaultPrettyPrinter());
        generator.writeStartArray();
        for (Item item : items) {
            generator.writeStartObject();
            generator.writeStringField("name", item.name());
            generator.writeStringField("summary", item.summary());
            for (Map.Entry<String, Object> detail : item.details().entrySet()) {
                generator.writeFieldName(detail.getKey());
                writeValue(detail.getValue(), generator);
            }
            generator.writeObjectFieldStart("options");
            for (Map.Entry<String, String> option : item.options().entrySet()) {
                generator.writeStringField(option.getKey(), option.getValue());
            }
            generator.writeEndObject();
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.close();
        out.println();
    }

    private static void writeValue(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                writeValue(element, generator);
            }
            generator.writeEndArray();
        } else {
            generator.writeObject(value);
        }
    }
}
