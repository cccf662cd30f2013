package org.relabel4j.core.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
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
    private static Optional<ClassLoader> loader = Optional.empty();
    private static final Map<Class<?>, List<?>> FOUND = new HashMap<>();

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
        boolean provides = named.isEmpty();
        for (Path jar : named) {
            try (JarFile content = new JarFile(jar.toFile())) {
                provides |= content.stream().anyMatch(entry -> entry.getName().startsWith(SERVICES));
                all.add(jar.toRealPath());
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "plug-in " + jar + ": " + (Files.exists(jar) ? "is no jar" : "no such file")
                                + ", expected a file NAME.jar",
                        e);
            }
        }
        if (!provides) {
            throw new IllegalArgumentException("plug-in "
                    + named.stream().map(Plugins::name).collect(Collectors.joining(", "))
                    + " names no provider, expected " + SERVICES + "core.registry.StrategyProvider or the like");
        }
        jars = List.copyOf(all);
        loader = Optional.of(new Loader(jars));
        FOUND.clear();
    }

    /** The jars in use: those of the folder by name, then those named. */
    public static synchronized List<Path> jars() {
        return jars;
    }

    /**
     * What the providers of a kind provide, in the order of their jars.
     *
     * @param type the kind of providers
     * @param parts what one of them provides
     * @throws IllegalArgumentException if a provider cannot be loaded or fails, in one line that names its jar where that is known
     */
    @SuppressWarnings("unchecked") // Each kind of provider has parts of one type.
    public static synchronized <P, T> List<Provided<T>> parts(Class<P> type, Function<P, List<T>> parts) {
        List<?> found = FOUND.get(type);
        if (found == null) {
            found = find(type, parts);
            FOUND.put(type, found);
        }
        return (List<Provided<T>>) found;
    }

    private static <P, T> List<Provided<T>> find(Class<P> type, Function<P, List<T>> parts) {
        if (loader.isPresent() && jars.isEmpty()) {
            return List.of();
        }
        List<Provided<T>> found = new ArrayList<>();
        String origin = jars.stream().map(Plugins::name).collect(Collectors.joining(", "));
        try {
            for (P provider :
                    loader.map(own -> ServiceLoader.load(type, own)).orElseGet(() -> ServiceLoader.load(type))) {
                origin = origin(provider);
                for (T part : parts.apply(provider)) {
                    found.add(new Provided<>(part, origin));
                }
            }
            return List.copyOf(found);
        } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    "plug-in " + origin + " cannot be used (" + e
                            + "); is it built for this version of Relabel4J and Java?",
                    e);
        }
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
        return name(place(provider.getClass()));
    }

    /** The jar, or the folder, that a class is from. */
    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("class loaders of files have their addresses", e);
        }
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
        Path folder = place(Plugins.class).resolveSibling("../plugins");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.toRealPath())) {
            return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static IllegalArgumentException unreadable(IOException e) {
        return new IllegalArgumentException("plug-ins cannot be read: " + e.getMessage(), e);
    }
}
