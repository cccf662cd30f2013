package org.relabel4j.benchmarks.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.relabel4j.benchmarks.published.PublishedStrategies;
import org.relabel4j.core.acquisition.AcquisitionStrategy;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.registry.StrategyInfo;
import org.relabel4j.core.training.Trainer;
import org.relabel4j.datasets.Dataset;
import org.relabel4j.datasets.format.InputException;
import org.relabel4j.models.NativeNeeds;
import org.relabel4j.models.backend.BackendReport;
import org.relabel4j.models.backend.Backends;
import org.relabel4j.models.registry.Models;
import org.slf4j.LoggerFactory;

/**
 * The parts that this project brings, and those of plug-ins: the registries of strategies, models, data sets and consensus methods,
 * and the imitations of published runs. A program may add some of its own.
 */
public final class BuiltInComponents implements Components {
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private final OwnParts parts;
    private final Consumer<String> notes;

    /** Parts that log once what is to be said of a data set's files. */
    public BuiltInComponents() {
        this(OwnParts.NONE);
    }

    /** The same, with parts of the program's own. */
    public BuiltInComponents(OwnParts parts) {
        this(parts, LoggerFactory.getLogger(BuiltInComponents.class)::warn);
    }

    BuiltInComponents(OwnParts parts, Consumer<String> notes) {
        this.parts = parts;
        this.notes = notes;
    }

    @Override
    public Collection<String> strategies() {
        List<String> names = new ArrayList<>(parts.strategies().names());
        names.addAll(PublishedStrategies.names());
        return names;
    }

    @Override
    public StrategyPart strategy(String name, Map<String, String> options) {
        Optional<AcquisitionStrategy> imitation = PublishedStrategies.strategy(name, options);
        if (imitation.isPresent()) {
            return new StrategyPart(imitation.get(), PublishedStrategies.consensus(name));
        }
        StrategyInfo info = parts.strategies().byName(name);
        return new StrategyPart(info.create(options), info.consensus(options));
    }

    @Override
    public Collection<String> models() {
        return parts.models().names();
    }

    @Override
    public List<Trainer> trainers(String name, Map<String, String> options) {
        return Models.names().contains(name)
                ? Models.trainers(name, options)
                : List.of(parts.models().byName(name).create(options));
    }

    @Override
    public Collection<String> datasets() {
        return parts.datasets().names();
    }

    @Override
    public Dataset dataset(String name, Map<String, String> options, long seed) throws InputException {
        // Each trial loads its data anew; what is to be said of the files is the same.
        Dataset dataset = parts.datasets().byName(name).loader().load(options, seed, note -> {
            if (noted.add(note)) {
                notes.accept(note);
            }
        });
        if (dataset.classNames().size() < 2) {
            throw new IllegalArgumentException(
                    "data set " + name + " has no labels, which an experiment needs; leave labels=none out");
        }
        return dataset;
    }

    @Override
    public Collection<String> consensusMethods() {
        return parts.consensusMethods().names();
    }

    @Override
    public ConsensusMethod consensusMethod(String name, Map<String, String> options) {
        Optional<ConsensusMethod> imitation = PublishedStrategies.consensusMethod(name);
        if (imitation.isPresent()) {
            Options.parse("method " + name, List.of(), options);
            return imitation.get();
        }
        ConsensusMethod method = parts.consensusMethods().byName(name).create(options);
        // The default may choose another prior from one round to the next, which would show as a jump in the labels.
        return method instanceof DawidSkene && options.isEmpty()
                ? new DawidSkene().withPrior(DawidSkene.Prior.STRONG)
                : method;
    }

    @Override
    public List<OwnParts.OwnPart> ownParts() {
        return parts.parts();
    }

    @Override
    public Map<String, String> environment(Collection<Trainer> trainers) {
        Map<String, String> values = new LinkedHashMap<>();
        if (trainers.stream().noneMatch(NativeNeeds::of)) {
            values.put("backend", "java");
            values.put("nd4j", Backends.nd4jVersion() + ", not loaded");
            return values;
        }
        BackendReport report = Backends.describe();
        values.put("backend", report.backend());
        report.problem().ifPresent(problem -> values.put("problem", problem));
        values.put("native_library", report.nativeLibrary());
        values.put("instruction_set", report.instructionSet());
        values.put("blas", report.blas());
        values.put("threads", String.valueOf(report.threads()));
        values.put("device", report.device());
        values.put("nd4j", report.nd4jVersion());
        return values;
    }
}
