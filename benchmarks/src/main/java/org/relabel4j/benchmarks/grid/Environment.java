package org.relabel4j.benchmarks.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.relabel4j.benchmarks.experiment.Components;
import org.relabel4j.benchmarks.experiment.OwnParts.OwnPart;
import org.relabel4j.core.plugin.CodeOrigin;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.files.Sha256;

/**
 * {@code environment.json}: program, Java, machine and seeds of a run. Each time the run is resumed, the machine of that
 * session is added to the list {@code resumed}, since it may be another one.
 */
final class Environment {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String UNKNOWN = "unknown";

    /** Where the plug-ins stand. */
    /** Lines of config.yaml: one that was cut at the end of a line reads as any other. */
    static final String CONFIG_LINES = "config_lines";

    static final String PLUGINS = "plugins_sha256";

    /** Where the parts stand that a program gave, and in each the hash of its code. */
    static final String OWN_PARTS = "own_parts";

    static final String SHA256 = "sha256";

    /** Where the machines stand on which cells run, where that is not this process. */
    private static final String MACHINES = "machines";

    /** Where in a part the jar or folder stands. */
    static final String CODE = "code";

    private Environment() {}

    /**
     * What a session of a run decides itself.
     *
     * @param workers what is said of where cells run
     * @param backend what computes, see {@link Components#environment}
     * @param ownParts what the program gave
     */
    record Session(Map<String, Object> workers, Map<String, String> backend, List<OwnPart> ownParts) {}

    /**
     * Writes the file.
     *
     * @param file environment.json of a run folder
     * @param facts what else it says, such as seeds
     * @throws InputException if it cannot be written
     */
    static void write(Path file, Map<String, Object> facts, Session session) throws InputException {
        Map<String, Object> content = content(session);
        content.putAll(facts);
        writeJson(file, content);
    }

    /**
     * Adds this session to the file.
     *
     * @param configLines see {@link #CONFIG_LINES}
     * @throws InputException if it cannot be read or written
     */
    static void addSession(Path file, long configLines, Session session) throws InputException {
        Map<String, Object> content = read(file);
        List<Object> resumed = new ArrayList<>();
        if (content.get("resumed") instanceof List<?> earlier) {
            resumed.addAll(earlier);
        }
        resumed.add(content(session));
        content.put("resumed", resumed);
        content.put(CONFIG_LINES, configLines);
        writeJson(file, content);
    }

    /**
     * Adds a machine where cells of the last session run.
     *
     * @throws InputException if the file cannot be read or written
     */
    @SuppressWarnings("unchecked") // As JSON's objects are read.
    static void addMachine(Path file, Map<String, Object> machine) throws InputException {
        Map<String, Object> content = read(file);
        Map<String, Object> session = content;
        if (content.get("resumed") instanceof List<?> resumed) {
            session = (Map<String, Object>) resumed.get(resumed.size() - 1);
        }
        List<Object> machines = new ArrayList<>();
        if (session.get(MACHINES) instanceof List<?> earlier) {
            machines.addAll(earlier);
        }
        machines.add(machine);
        session.put(MACHINES, machines);
        writeJson(file, content);
    }

    private static void writeJson(Path file, Map<String, Object> content) throws InputException {
        try {
            RunFolder.write(file, JSON.writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists of them can always be written", e);
        }
    }

    /**
     * Reads the file.
     *
     * @return an empty map if there is none
     * @throws InputException if it is no JSON object
     */
    static Map<String, Object> read(Path file) throws InputException {
        if (!Files.exists(file)) {
            return new LinkedHashMap<>();
        }
        try {
            Map<String, Object> content =
                    JSON.readValue(Files.readAllBytes(file), new TypeReference<LinkedHashMap<String, Object>>() {});
            if (content != null) {
                return content;
            }
        } catch (JsonProcessingException e) {
            throw notJson(file);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
        throw notJson(file);
    }

    private static InputException notJson(Path file) {
        return InputException.inFile(
                file, "is no JSON object, or damaged", "what the program wrote", "restore it, or start another run");
    }

    private static Map<String, Object> content(Session of) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ProgramVersion program = ProgramVersion.here();
        session.put("relabel4j", program.version());
        session.put("commit", program.commit());
        session.putAll(Machine.facts());
        session.putAll(of.workers());
        session.put("commons_math", implementationVersion(FastMath.class));
        session.put("jackson", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString());
        session.put("backend", of.backend());
        if (!Plugins.places().isEmpty()) {
            session.put(PLUGINS, plugins());
        }
        if (!of.ownParts().isEmpty()) {
            session.put(OWN_PARTS, ownParts(of.ownParts()));
        }
        return session;
    }

    /** SHA-256 of each jar, by its name; of a folder of classes, that it is one. */
    static Map<String, String> plugins() {
        Map<String, String> plugins = new LinkedHashMap<>();
        Plugins.places()
                .forEach((name, place) -> plugins.put(name, sha256(place).orElse("a folder of classes")));
        return plugins;
    }

    /**
     * The class of each part that a program gave, the jar or folder that it is from, and a SHA-256: of the jar, or in a folder of the
     * class's file and those of the classes nested in it.
     */
    static Map<String, Map<String, String>> ownParts(List<OwnPart> parts) {
        Map<String, Map<String, String>> content = new LinkedHashMap<>();
        for (OwnPart part : parts) {
            Map<String, String> origin = new LinkedHashMap<>();
            origin.put("class", part.code().type());
            part.code().place().ifPresent(place -> origin.put(CODE, place.toString()));
            sha256(part.code()).ifPresent(hash -> origin.put(SHA256, hash));
            content.put(part.toString(), origin);
        }
        return content;
    }

    private static Optional<String> sha256(CodeOrigin code) {
        return code.place()
                .flatMap(place -> Files.isDirectory(place) ? sha256OfClass(place, code.type()) : sha256(place));
    }

    private static Optional<String> sha256OfClass(Path folder, String type) {
        Path outermost = folder.resolve(type.replace('.', '/') + ".class");
        String name = type.substring(type.lastIndexOf('.') + 1);
        if (!Files.exists(outermost)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(outermost.getParent())) {
            List<Path> classes = files.filter(file -> {
                        String found = file.getFileName().toString();
                        return found.equals(name + ".class")
                                || found.startsWith(name + "$") && found.endsWith(".class");
                    })
                    .sorted()
                    .toList();
            Sha256 sum = new Sha256();
            for (Path file : classes) {
                sum.add(file.getFileName().toString()).add(Files.readAllBytes(file));
            }
            return Optional.of(sum.hex());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> sha256(Path jar) {
        try {
            return Files.isRegularFile(jar) ? Optional.of(Sha256.of(jar)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String implementationVersion(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? UNKNOWN : version;
    }
}
