package org.relabel4j.core.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What plug-ins provide. A plug-in is a jar that names its providers in {@code META-INF/services}, as {@link ServiceLoader}
 * reads them. The program takes jars from the folder {@code plugins} beside the one of its libraries, and those that {@link
 * #use} names. Where the program is a library of another, and {@code use} is not called, the class path is searched.
 */
public final class Plugins {
    /** Name of their class loader, which stack traces show. */
    public static final String LOADER = "plug-ins";

    private static final String SERVICES = "META-INF/services/org.relabel4j.";

    private static List<Path> jars = List.of();
    private static List<Path> asked = List.of();
    private static Optional<ClassLoader> loader = Optional.empty();
    private static final Map<Class<?>, List<?>> FOUND = new HashMap<>();
    private static final Map<String, Path> PLACES = new LinkedHashMap<>();

    private Plugins() {}

    /**
     * Something that a plug-in provides.
     *
     * @param part what
     * @param origin name of the jar's file; that of a folder where classes lie loose
     */
    public record Provided<T>(T part, String origin) {}

    /** One for all jars, so that one may need another. It stays open: what it has loaded loads more classes as it needs them. */
    private static final class Loader extends URLClassLoader {
        Loader(Collection<Path> jars) {
            super(LOADER, jars.stream().map(Plugins::url).toArray(URL[]::new), Plugins.class.getClassLoader());
        }

        /** The program's own jars provide nothing; opening a hundred of them to see that would take longer than most commands. */
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith(SERVICES) ? findResources(name) : super.getResources(name);
        }
    }

    /**
     * Uses the jars of the folder {@code plugins}, and these. To be called before a registry is asked; what was used before is
     * forgotten.
     *
     * @param named jars, in any order, whichever need each other
     * @throws IllegalArgumentException if one is no jar, or none of them names a provider, in one line
     */
    public static synchronized void use(List<Path> named) {
        Set<Path> all = new LinkedHashSet<>(folder());
        for (Path jar : named) {
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException("plug-in " + jar + ": "
                        + (Files.exists(jar) ? "is no file" : "no such file") + ", expected a file NAME.jar");
            }
            all.add(real(jar));
        }
        Map<String, Path> providers = new HashMap<>();
        Set<Path> providing = new HashSet<>();
        for (Path jar : all) {
            for (String provider : providers(jar)) {
                Path other = providers.put(provider, jar);
                if (other != null) {
                    throw new IllegalArgumentException("plug-ins " + other + " and " + jar + " both have the provider "
                            + provider + "; leave one of the two out");
                }
                providing.add(jar);
            }
        }
        if (!named.isEmpty() && named.stream().map(Plugins::real).noneMatch(providing::contains)) {
            throw new IllegalArgumentException("plug-in "
                    + named.stream().map(Plugins::name).collect(Collectors.joining(", "))
                    + " names no provider, expected " + SERVICES + "core.registry.StrategyProvider or the like");
        }
        jars = List.copyOf(all);
        asked = List.copyOf(named);
        loader = Optional.of(new Loader(jars));
        FOUND.clear();
        PLACES.clear();
    }

    /** Kind and class of each provider that a jar names. */
    private static Set<String> providers(Path jar) {
        Set<String> providers = new TreeSet<>();
        try (JarFile content = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(content.entries())) {
                if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
                    String kind = entry.getName().substring(entry.getName().lastIndexOf('.') + 1);
                    new String(content.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> providers.add(kind + " " + line));
                }
            }
            return providers;
        } catch (IOException e) {
            throw new IllegalArgumentException("plug-in " + jar + ": is no jar, expected a file NAME.jar", e);
        }
    }

    private static Path real(Path jar) {
        try {
            return jar.toRealPath();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Those of the jars in use that were named. */
    public static synchronized List<Path> named() {
        return asked;
    }

    /** The files of the jars from which parts have been taken so far; others may lie in the folder and count for nothing. */
    public static synchronized Set<String> origins() {
        return FOUND.values().stream()
                .flatMap(List::stream)
                .map(found -> ((Provided<?>) found).origin())
                .collect(Collectors.toSet());
    }

    /**
     * Where plug-ins lie, by the name that lists show: the jars in use, and, on the class path of another program, those jars or
     * folders from which parts have been taken so far.
     */
    public static synchronized Map<String, Path> places() {
        Map<String, Path> places = new LinkedHashMap<>();
        jars.forEach(jar -> places.put(name(jar), jar));
        PLACES.forEach(places::putIfAbsent);
        return places;
    }

    /**
     * What the providers of a kind provide, in the order of their jars.
     *
     * @param type the kind of providers
     * @param parts what one of them provides
     * @param checked makes of a part, and the file of its plug-in, what is used instead of it
     * @throws IllegalArgumentException if a jar was built for another version of Relabel4J or Java, or a provider says so of what it
     *     needs, in one line
     * @throws PluginException if a provider fails
     */
    @SuppressWarnings("unchecked") // Each kind of provider has parts of one type.
    public static synchronized <P, T> List<Provided<T>> parts(
            Class<P> type, Function<P, List<T>> parts, BiFunction<T, String, T> checked) {
        List<?> found = FOUND.get(type);
        if (found == null) {
            found = find(type, parts, checked);
            FOUND.put(type, found);
        }
        return (List<Provided<T>>) found;
    }

    private static <P, T> List<Provided<T>> find(
            Class<P> type, Function<P, List<T>> parts, BiFunction<T, String, T> checked) {
        if (loader.isPresent() && jars.isEmpty()) {
            return List.of();
        }
        List<Provided<T>> found = new ArrayList<>();
        String origin = jars.stream().map(Plugins::name).collect(Collectors.joining(", "));
        try {
            for (P provider :
                    loader.map(own -> ServiceLoader.load(type, own)).orElseGet(() -> ServiceLoader.load(type))) {
                origin = origin(provider);
                List<T> provided = parts.apply(provider);
                if (provided == null || provided.stream().anyMatch(Objects::isNull)) {
                    throw new PluginException(origin, provider.getClass().getName() + " provides null");
                }
                for (T part : provided) {
                    found.add(new Provided<>(checked.apply(part, origin), origin));
                }
            }
            return List.copyOf(found);
        } catch (PluginException e) {
            throw e;
        } catch (LinkageError e) {
            throw otherVersion(origin, e);
        } catch (ServiceConfigurationError e) {
            if (e.getCause() == null
                    || e.getCause() instanceof LinkageError && !(e.getCause() instanceof ExceptionInInitializerError)) {
                throw otherVersion(origin, e);
            }
            throw failed(origin, e.getCause());
        } catch (RuntimeException e) {
            throw failed(origin, e);
        }
    }

    private static IllegalArgumentException otherVersion(String origin, Throwable problem) {
        return new IllegalArgumentException(
                "plug-in " + origin + " cannot be used (" + problem.getMessage()
                        + "); is it built for this version of Relabel4J and Java?",
                problem);
    }

    /** What a provider refuses is the caller's to mend; anything else is a defect. */
    private static RuntimeException failed(String origin, Throwable problem) {
        if (problem instanceof IllegalArgumentException) {
            return new IllegalArgumentException("plug-in " + origin + ": " + problem.getMessage(), problem);
        }
        PluginException failure = new PluginException(origin, "a provider fails (" + problem + ")");
        failure.initCause(problem);
        return failure;
    }

    /**
     * The first provider of a kind: on the class path of the program, or else of a plug-in.
     *
     * @throws IllegalArgumentException if the folder {@code plugins} cannot be read
     * @throws ServiceConfigurationError if it cannot be loaded
     */
    public static synchronized <P> Optional<P> first(Class<P> type) {
        Optional<P> own = ServiceLoader.load(type, type.getClassLoader()).findFirst();
        return own.isPresent()
                ? own
                : ServiceLoader.load(type, loader.orElseGet(() -> new Loader(folder())))
                        .findFirst();
    }

    private static String origin(Object provider) {
        CodeOrigin origin = CodeOrigin.of(provider.getClass());
        String name = origin.place().map(Plugins::name).orElse(origin.type());
        origin.place().ifPresent(place -> PLACES.put(name, place));
        return name;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("paths of files are URLs", e);
        }
    }

    /** The jars of the folder beside that of the program's libraries, in the order of their names. */
    private static List<Path> folder() {
        Optional<Path> folder = CodeOrigin.of(Plugins.class)
                .place()
                .map(place -> place.resolveSibling("../plugins"))
                .filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get().toRealPath())) {
            return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static IllegalArgumentException unreadable(IOException e) {
        return new IllegalArgumentException("plug-ins cannot be read: " + e.getMessage(), e);
    }
}
