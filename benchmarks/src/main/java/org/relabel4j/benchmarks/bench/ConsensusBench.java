package org.relabel4j.benchmarks.bench;

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
final class ConsensusBench extends Bench {
    private static final String CROWDLAB = "crowdlab";
    private static final Option<String> METHOD =
            Option.oneOf("method", ConsensusMethods.names(), "how to infer").withDefault(CROWDLAB);

    ConsensusBench() {
        super(
                "consensus",
                "consensus labels, their qualities and annotator statistics",
                50,
                20,
                List.of(METHOD),
                InputFiles.OPTIONS);
    }

    @Override
    BenchResult run(Options options) throws Exception {
        String method = options.get(METHOD);
        int seed = options.get(SEED);
        ScoringInput input = InputFiles.input(options, seed);
        Measurement<AnnotatorStats> measured =
                measure(options, method.equals(CROWDLAB) ? crowdLab(input, seed) : other(method, input, seed));
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
