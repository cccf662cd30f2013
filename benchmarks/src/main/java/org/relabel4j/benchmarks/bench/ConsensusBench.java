package org.relabel4j.benchmarks.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.relabel4j.core.consensus.AnnotatorStats;
import org.relabel4j.core.consensus.Consensus;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.CrowdLabResult;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.probability.Probabilities;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.registry.ConsensusMethods;

/**
 * Times a consensus with its qualities and the annotators' statistics; for CROWDLAB also the quality of each single label,
 * so that the work is that of cleanlab's {@code get_label_quality_multiannotator}.
 */
final class ConsensusBench implements Bench {
    private static final String CROWDLAB = "crowdlab";
    private static final Option<String> METHOD =
            Option.oneOf("method", ConsensusMethods.names(), "how to infer").withDefault(CROWDLAB);

    @Override
    public String name() {
        return "consensus";
    }

    @Override
    public String summary() {
        return "consensus labels, their qualities and annotator statistics";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(METHOD));
        options.addAll(InputFiles.OPTIONS);
        return options;
    }

    @Override
    public Repetition repetition() {
        return new Repetition(50, 20);
    }

    @Override
    public BenchResult run(Options options) throws Exception {
        String method = options.get(METHOD);
        int seed = Repetition.seed(options);
        ScoringInput input = InputFiles.input(options, seed);
        Measurement<AnnotatorStats> measured = repetition()
                .measure(options, method.equals(CROWDLAB) ? crowdLab(input, seed) : other(method, input, seed));
        Map<String, Object> sizes = new LinkedHashMap<>(Map.of(METHOD.name(), method));
        sizes.putAll(input.sizes());
        return BenchResult.of(name(), sizes, measured, Map.of());
    }

    private static Callable<AnnotatorStats> crowdLab(ScoringInput input, int seed) {
        return () -> {
            CrowdLabResult result = new CrowdLab()
                    .analyse(input.annotations(), List.of(input.predProbs()), Seeds.generator(seed, METHOD.name()));
            result.annotationQualities();
            return result.annotatorStats();
        };
    }

    private static Callable<AnnotatorStats> other(String name, ScoringInput input, int seed) {
        ConsensusMethod method = ConsensusMethods.byName(name);
        List<Probabilities> predProbs = List.of(input.predProbs());
        return () -> {
            Consensus consensus = method.infer(input.annotations(), predProbs, Seeds.generator(seed, METHOD.name()));
            return AnnotatorStats.of(input.annotations(), consensus);
        };
    }
}
