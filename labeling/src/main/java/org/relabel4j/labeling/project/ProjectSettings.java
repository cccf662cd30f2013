package org.relabel4j.labeling.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.option.Given;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.text.Suggestions;
import org.relabel4j.core.training.Examples;
import org.relabel4j.datasets.format.YamlKeys;
import org.relabel4j.datasets.format.YamlText;
import org.relabel4j.labeling.data.DataKind;
import org.relabel4j.labeling.data.DataSource;
import org.relabel4j.labeling.model.ModelChooser;
import org.relabel4j.models.registry.Extractors;
import org.relabel4j.models.registry.Models;

/** The settings of a project, as {@code project.yaml} has them. Immutable, checked when they are made. */
public final class ProjectSettings {
    /** Stands for the consensus method that goes with the strategy. */
    public static final String BY_STRATEGY = "by-strategy";

    private static final String COMMAND_LINE = "command line";

    private final Path folder;
    private final String source;
    private final Map<String, Given> given;
    private final Options values;

    private ProjectSettings(Path folder, String source, Map<String, Given> given) {
        this.folder = folder;
        this.source = source;
        this.given = new LinkedHashMap<>(given);
        this.values = Options.ofFile(source, ProjectKeys.ALL, given);
        check();
    }

    /**
     * Settings from the text of a file.
     *
     * @param file in the project's folder
     * @throws IllegalArgumentException if a key is unknown, missing or given twice, or a value is none; it names file and line
     */
    static ProjectSettings parse(String yaml, Path file) {
        String source = file.toString();
        Map<String, Given> given = new LinkedHashMap<>();
        YamlKeys.parse(yaml, source, (key, value) -> {
            if (given.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException(value.origin() + ": " + key + " is given twice; give it once");
            }
        });
        return new ProjectSettings(file.resolveSibling(""), source, given);
    }

    /**
     * Settings of a new project.
     *
     * @param folder the project's
     * @param values key to value: a text, or several
     * @param overrides {@code key=value} words, which come last
     * @throws IllegalArgumentException as {@link #parse}
     */
    public static ProjectSettings of(Path folder, Map<String, List<String>> values, List<String> overrides) {
        Map<String, Given> given = new LinkedHashMap<>();
        given.put(ProjectKeys.VERSION.name(), Given.of(Integer.toString(ProjectKeys.VERSION_NOW)));
        values.forEach((key, items) -> given.put(key, new Given(items, items.size() > 1, COMMAND_LINE)));
        given.putAll(words(folder, overrides));
        return new ProjectSettings(folder, COMMAND_LINE, given);
    }

    /**
     * These settings with some changed.
     *
     * @param overrides {@code key=value} words; a key without a value goes back to its default, and paths are seen from the current folder
     * @throws IllegalArgumentException as {@link #parse}
     */
    public ProjectSettings with(List<String> overrides) {
        Map<String, Given> changed = new LinkedHashMap<>(given);
        changed.putAll(words(folder, overrides));
        return new ProjectSettings(folder, source, changed);
    }

    /**
     * These settings with some changed for one round.
     *
     * @throws IllegalArgumentException as {@link #parse}, or if a setting that holds for the project is among them
     */
    public ProjectSettings forRound(List<String> overrides) {
        words(folder, overrides).forEach((key, value) -> {
            if (key.startsWith("data.") || key.equals(ProjectKeys.CLASSES.name())) {
                throw new IllegalArgumentException(value.origin() + ": " + key
                        + " holds for the project, not for a round; change it by relabel4j init DIR --update");
            }
        });
        return with(overrides);
    }

    /**
     * These settings with those that a round was made with, but for where the data is, and networks that are not there any more: they may
     * have been moved since.
     *
     * @param settings key to value, as {@link #toMap} has them
     */
    public ProjectSettings ofRound(Map<String, Object> settings) {
        Map<String, Given> changed = new LinkedHashMap<>(given);
        settings.forEach((key, value) -> {
            boolean moved = Models.isPath(key)
                    && given.containsKey(key)
                    && Files.notExists(folder.resolve(String.valueOf(value)));
            if (!key.startsWith("data.") && !moved) {
                changed.put(
                        key,
                        value instanceof List<?> items
                                ? new Given(items.stream().map(String::valueOf).toList(), true, source)
                                : Given.of(String.valueOf(value)));
            }
        });
        return new ProjectSettings(folder, source, changed);
    }

    /** A path as a project's settings have it: one below the project as seen from there, so that both can be moved together. */
    public static String seenFrom(Path folder, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path home = folder.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
    }

    private static Map<String, Given> words(Path folder, List<String> words) {
        Map<String, Given> given = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        COMMAND_LINE + ": '" + word + "' is not of the form key=value, such as folds=5");
            }
            String key = word.substring(0, equals).strip();
            String text = word.substring(equals + 1).strip();
            String value = !text.isEmpty() && Models.isPath(key) ? seenFrom(folder, Path.of(text)) : text;
            Given before = given.put(key, new Given(value.isEmpty() ? List.of() : List.of(value), false, COMMAND_LINE));
            if (before != null) {
                throw new IllegalArgumentException(COMMAND_LINE + ": " + key + " is given twice; give it once");
            }
        }
        return given;
    }

    private void check() {
        Set<String> parts = partNames();
        List<String> names = ProjectKeys.ALL.stream().map(Option::name).toList();
        given.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (!names.contains(key) && !(dot > 0 && parts.contains(key.substring(0, dot)))) {
                throw new IllegalArgumentException(
                        value.origin() + ": unknown key \"" + key + "\"; " + Suggestions.hint(key, names));
            }
        });
        ProjectKeys.ALL.forEach(values::get);
        if (values.get(ProjectKeys.VERSION) != ProjectKeys.VERSION_NOW) {
            throw values.complaint(
                    ProjectKeys.VERSION,
                    "is " + values.get(ProjectKeys.VERSION) + ", but this program knows " + ProjectKeys.VERSION_NOW
                            + " only; use the program that made the project, or a newer one");
        }
        List<String> classes = classNames();
        if (classes.size() < 2 || new LinkedHashSet<>(classes).size() < classes.size() || classes.contains("")) {
            throw values.complaint(
                    ProjectKeys.CLASSES,
                    "has " + String.join(",", classes) + ", expected at least 2, each with a name of its own");
        }
        // Also of strategies and methods that are not in use: a slip would come to light late, or never.
        Strategies.all().forEach(info -> info.create(options(info.name())));
        ConsensusMethods.all().forEach(info -> info.create(options(info.name())));
        strategy(1);
        consensus(1);
        if (!model().equals(ModelChooser.AUTO)) {
            Models.check(model(), options(model()));
        }
        try {
            rates();
        } catch (IllegalArgumentException e) {
            throw values.complaint(ProjectKeys.RATES, e.getMessage());
        }
        new Spending(values).check(() -> costs(List.of()));
    }

    private static Set<String> partNames() {
        return Stream.of(Strategies.names(), ConsensusMethods.names(), Models.names())
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /** The value of a key. */
    public <T> T get(Option<T> key) {
        return values.get(key);
    }

    /** The classes, in order. */
    public List<String> classNames() {
        return values.get(ProjectKeys.CLASSES);
    }

    /** The model's name, or {@link ModelChooser#AUTO}. */
    public String model() {
        return values.get(ProjectKeys.MODEL);
    }

    /**
     * The strategy.
     *
     * @param numModels models that predict; {@code activelab} with several means {@code activelab-ensemble}
     */
    public StrategyInfo strategy(int numModels) {
        StrategyInfo info = Strategies.byName(values.get(ProjectKeys.STRATEGY), numModels);
        info.create(strategyOptions());
        return info;
    }

    /** The options of the strategy. */
    public Map<String, String> strategyOptions() {
        return options(values.get(ProjectKeys.STRATEGY));
    }

    /** The consensus method, with its options; the number of models as for {@link #strategy}. */
    public ConsensusInfo consensus(int numModels) {
        String name = values.get(ProjectKeys.CONSENSUS);
        StrategyInfo strategy = strategy(numModels);
        ConsensusInfo info =
                ConsensusMethods.info(name.equals(BY_STRATEGY) ? strategy.consensus(strategyOptions()) : name);
        info.create(options(info.name()));
        return info;
    }

    /** The options of a strategy, consensus method or model, by their names there; paths as seen from the current folder. */
    public Map<String, String> options(String part) {
        Map<String, String> texts = new TreeMap<>();
        given.forEach((key, value) -> texts.put(key, value.text()));
        texts.values().removeIf(String::isEmpty);
        Map<String, String> own = new TreeMap<>(Options.ofPart(part, texts));
        own.replaceAll(
                (option, text) -> Models.isPath(option) ? folder.resolve(text).toString() : text);
        return own;
    }

    /** The options of all models, as {@code <model>.<option>}. */
    public Map<String, String> modelOptions() {
        Map<String, String> texts = new TreeMap<>();
        Models.names().forEach(name -> options(name).forEach((option, value) -> texts.put(name + "." + option, value)));
        return texts;
    }

    /** Whether others have the same model, with the same options. */
    boolean sameModel(ProjectSettings others) {
        return model().equals(others.model()) && modelOptions().equals(others.modelOptions());
    }

    /**
     * Checks that the model can take examples.
     *
     * @throws IllegalArgumentException if it cannot, or cannot be made; one line
     */
    void checkModel(Examples examples) {
        ModelChooser.check(values.get(ProjectKeys.DATA_KIND), model(), modelOptions(), examples);
    }

    /** The project's folder. */
    public Path folder() {
        return folder;
    }

    /** Where the examples are. */
    public DataSource data() {
        DataKind kind = values.get(ProjectKeys.DATA_KIND);
        Optional<String> id = values.get(ProjectKeys.DATA_ID);
        return new DataSource(
                kind,
                folder.resolve(values.get(ProjectKeys.DATA_PATH)),
                kind == DataKind.EMBEDDINGS
                        ? id.map(file -> folder.resolve(file).toString())
                        : id,
                values.get(ProjectKeys.DATA_IGNORE).orElse(List.of()),
                values.get(ProjectKeys.DATA_CATEGORICAL).orElse(List.of()),
                imageSize(),
                folder.resolve("cache"));
    }

    /** What is given, or what the networks that are given take: they would see less in smaller images. */
    private int imageSize() {
        int size = values.get(ProjectKeys.IMAGE_SIZE);
        if (values.isGiven(ProjectKeys.IMAGE_SIZE) || !values.counts(ProjectKeys.IMAGE_SIZE)) {
            return size;
        }
        return Extractors.names().stream()
                .filter(model -> !options(model).isEmpty())
                .flatMap(model -> Extractors.imageSize(model, options(model)).stream())
                .reduce(size, Math::max);
    }

    /** The people who can be asked though they have not answered yet. */
    public List<String> annotators() {
        return values.get(ProjectKeys.ANNOTATORS).orElse(List.of());
    }

    /**
     * What labels cost.
     *
     * @param annotators their names, in the order of the rates
     */
    public Costs costs(List<String> annotators) {
        Map<String, Double> rates = rates();
        return new Costs(
                values.get(Spending.COSTS_UNIT),
                values.get(Spending.COSTS_NEW),
                values.get(Spending.COSTS_REPEAT),
                annotators.stream().map(name -> rates.getOrDefault(name, 1.0)).toList());
    }

    private Map<String, Double> rates() {
        Map<String, Double> rates = new LinkedHashMap<>();
        values.get(ProjectKeys.RATES)
                .orElse(List.of())
                .forEach(text ->
                        rates.put(text.substring(0, Math.max(0, text.lastIndexOf('='))), ProjectKeys.rate(text)));
        return rates;
    }

    /** Budget and stopping rules; the annotators as for {@link #costs}. */
    public Limits limits(List<String> annotators) {
        return new Spending(values).limits(costs(annotators));
    }

    /** All that counts, key to value, with the options of parts. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = values.toMap();
        map.computeIfPresent(ProjectKeys.IMAGE_SIZE.name(), (key, usual) -> imageSize());
        List<String> names = ProjectKeys.ALL.stream().map(Option::name).toList();
        List<String> others = new ArrayList<>(given.keySet());
        others.removeAll(names);
        others.stream()
                .sorted()
                .filter(key -> !given.get(key).text().isEmpty())
                .forEach(key -> map.put(key, given.get(key).text()));
        return map;
    }

    /** The text of the file. */
    public String yaml() {
        return YamlText.write(toMap());
    }
}
