package org.relabel4j.labeling.project;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.assignment.Crowd;
import org.relabel4j.core.assignment.PairRule;
import org.relabel4j.core.loop.Costs;
import org.relabel4j.core.loop.Limits;
import org.relabel4j.core.loop.Spending;
import org.relabel4j.core.multilabel.Combination;
import org.relabel4j.core.multilabel.PerClass;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.ConsensusInfo;
import org.relabel4j.core.registry.ConsensusMethods;
import org.relabel4j.core.registry.Strategies;
import org.relabel4j.core.registry.StrategyInfo;
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

    private final GivenSettings given;
    private final Options values;

    private ProjectSettings(GivenSettings given) {
        this.given = given;
        this.values = Options.ofFile(given.source(), ProjectKeys.ALL, given.values());
        given.checkKeys();
        new SettingsChecks(this, values).check();
    }

    /**
     * Settings from the text of a file.
     *
     * @param file in the project's folder
     * @throws IllegalArgumentException if a key is unknown, missing or given twice, or a value is none; it names file and line
     */
    static ProjectSettings parse(String yaml, Path file) {
        return new ProjectSettings(GivenSettings.parse(yaml, file));
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
        return new ProjectSettings(GivenSettings.of(folder, values, overrides));
    }

    /**
     * These settings with some changed.
     *
     * @param overrides {@code key=value} words; a key without a value goes back to its default, and paths are seen from the current folder
     * @throws IllegalArgumentException as {@link #parse}
     */
    public ProjectSettings with(List<String> overrides) {
        return new ProjectSettings(given.with(overrides));
    }

    /**
     * These settings with some changed for one round.
     *
     * @throws IllegalArgumentException as {@link #parse}, or if a setting that holds for the project is among them
     */
    public ProjectSettings forRound(List<String> overrides) {
        return new ProjectSettings(given.forRound(overrides));
    }

    /**
     * These settings with those that a round was made with, but for where the data is, and networks that are not there any more: they may
     * have been moved since.
     *
     * @param settings key to value, as {@link #toMap} has them
     */
    public ProjectSettings ofRound(Map<String, Object> settings) {
        return new ProjectSettings(given.ofRound(settings));
    }

    /** Whether a label is a set of classes. */
    public boolean isMultiLabel() {
        return values.get(ProjectKeys.MULTI_LABEL).orElse(false);
    }

    /** A strategy for one question as one for the question of each class, if a label is a set of classes. */
    public AcquisitionStrategy perClass(AcquisitionStrategy strategy) {
        return isMultiLabel() ? PerClass.of(strategy, Combination.PAPER) : strategy;
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
        return given.options(part);
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

    /** The project's folder. */
    public Path folder() {
        return given.folder();
    }

    /** Where the examples are. */
    public DataSource data() {
        DataKind kind = values.get(ProjectKeys.DATA_KIND);
        Optional<String> id = values.get(ProjectKeys.DATA_ID);
        return new DataSource(
                kind,
                folder().resolve(values.get(ProjectKeys.DATA_PATH)),
                kind == DataKind.EMBEDDINGS
                        ? id.map(file -> folder().resolve(file).toString())
                        : id,
                values.get(ProjectKeys.DATA_IGNORE).orElse(List.of()),
                values.get(ProjectKeys.DATA_CATEGORICAL).orElse(List.of()),
                imageSize(),
                folder().resolve("cache"));
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

    /** How examples and people are chosen together; empty if examples are chosen first. */
    public Optional<PairRule> jointRule() {
        return values.get(ProjectKeys.JOINT_RULE);
    }

    /**
     * How many labels each can give in a round.
     *
     * @param annotators their names, in the order of the result
     */
    public List<Integer> capacities(List<String> annotators) {
        Map<String, Integer> capacities = ProjectKeys.capacities(values);
        return annotators.stream()
                .map(name -> capacities.getOrDefault(name, Crowd.UNLIMITED))
                .toList();
    }

    /** Whoever has a rate or a capacity. */
    public Set<String> named() {
        Set<String> names = new LinkedHashSet<>(ProjectKeys.rates(values).keySet());
        names.addAll(ProjectKeys.capacities(values).keySet());
        return names;
    }

    /**
     * What labels cost.
     *
     * @param annotators their names, in the order of the rates
     */
    public Costs costs(List<String> annotators) {
        Map<String, Double> rates = ProjectKeys.rates(values);
        return new Costs(
                values.get(Spending.COSTS_UNIT),
                values.get(Spending.COSTS_NEW),
                values.get(Spending.COSTS_REPEAT),
                annotators.stream().map(name -> rates.getOrDefault(name, 1.0)).toList());
    }

    /** Budget and stopping rules; the annotators as for {@link #costs}. */
    public Limits limits(List<String> annotators) {
        return new Spending(values).limits(costs(annotators));
    }

    /** All that counts, key to value, with the options of parts. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = values.toMap();
        map.computeIfPresent(ProjectKeys.IMAGE_SIZE.name(), (key, usual) -> imageSize());
        map.putAll(given.ofParts());
        return map;
    }

    /** The text of the file. */
    public String yaml() {
        return YamlText.write(toMap());
    }
}
