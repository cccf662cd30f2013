package org.relabel4j.core.registry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.Glad;
import org.relabel4j.core.consensus.Ibcc;
import org.relabel4j.core.consensus.Kos;
import org.relabel4j.core.consensus.Mace;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.consensus.Mmsr;
import org.relabel4j.core.consensus.NewestBreaksTies;
import org.relabel4j.core.consensus.NewestLabel;
import org.relabel4j.core.consensus.OneCoin;
import org.relabel4j.core.consensus.Wawa;
import org.relabel4j.core.consensus.ZeroBasedSkill;
import org.relabel4j.core.option.Option;
import org.relabel4j.core.option.Options;
import org.relabel4j.core.plugin.Plugins;
import org.relabel4j.core.plugin.Registry;

/** The consensus methods by name. To add one: a class, a test, and a line here; or a {@link ConsensusProvider} elsewhere. */
public final class ConsensusMethods {
    private static final Option<Boolean> CALIBRATE = Option.flag(
                    "calibrate", "scale the probabilities by the best temperature first")
            .withDefault(false);
    private static final Option<CrowdLab.QualityRule> QUALITY = Option.choice(
                    "quality-method", CrowdLab.QualityRule.class, "how a label's quality is measured")
            .withDefault(CrowdLab.QualityRule.CROWDLAB);
    private static final Option<CrowdLab.ConsensusRule> CONSENSUS = Option.choice(
                    "consensus-method", CrowdLab.ConsensusRule.class, "how the label is chosen")
            .withDefault(CrowdLab.ConsensusRule.BEST_QUALITY);
    private static final Option<DawidSkene.Prior> PRIOR = Option.choice(
                    "prior",
                    DawidSkene.Prior.class,
                    "what is assumed before",
                    Map.of(
                            DawidSkene.Prior.STRONG, "four imaginary labels a true class",
                            DawidSkene.Prior.NONE, "plain maximum likelihood"))
            .withDefault(DawidSkene.Prior.AUTO);

    private static final Option<Mace.Training> TRAINING = Option.choice(
                    "training",
                    Mace.Training.class,
                    "how it is fitted",
                    Map.of(
                            Mace.Training.VB, "variational Bayes, with priors",
                            Mace.Training.EM, "expectation maximisation"))
            .withDefault(Mace.Training.VB);
    private static final Option<Integer> RESTARTS = Option.integer(
                    "restarts", 0, 1000, "further starts, at random; the fit with the largest likelihood counts")
            .withDefault(0);

    private static final Registry<ConsensusInfo> REGISTRY = new Registry<>(
            // The imitation of a published one, which experiments name as well.
            new Registry.Naming<>(
                    "consensus method",
                    ConsensusInfo::name,
                    method -> method.options().stream().map(Option::name).toList(),
                    Set.of("published-crowdlab")),
            own(),
            () -> Plugins.parts(ConsensusProvider.class, ConsensusProvider::consensusMethods, ConsensusInfo::checked));

    private ConsensusMethods() {}

    private static List<ConsensusInfo> own() {
        return List.of(
                new ConsensusInfo(
                        "crowdlab",
                        "the likeliest class by labels and predictions, each trusted as far as it has proved right",
                        List.of(CALIBRATE, QUALITY, CONSENSUS),
                        ConsensusMethods::crowdLab),
                ConsensusInfo.of(
                        "crowdlab-calibrated",
                        "the same with calibrate=true, as ActiveLab has it",
                        () -> new CrowdLab().withCalibration()),
                ConsensusInfo.of("majority-vote", "the most frequent label; predictions break ties", MajorityVote::new),
                new ConsensusInfo(
                        "dawid-skene",
                        "the likeliest class by labels alone, with a confusion matrix per annotator",
                        List.of(PRIOR),
                        options -> new DawidSkene().withPrior(options.get(PRIOR))),
                ConsensusInfo.of(
                        "glad",
                        "the likeliest class by labels alone, with an ability per annotator and a difficulty per example",
                        Glad::new),
                ConsensusInfo.of(
                        "one-coin",
                        "the likeliest class by labels alone, with an accuracy per annotator",
                        OneCoin::new),
                ConsensusInfo.of(
                        "wawa", "votes weighted by how far the annotator agrees with the majority vote", Wawa::new),
                ConsensusInfo.of(
                        "zero-based-skill",
                        "votes weighted by how far the annotator agrees with these weighted votes, in turn",
                        ZeroBasedSkill::new),
                new ConsensusInfo(
                        "mace",
                        "the likeliest class by labels alone, with annotators who know the answer or spam",
                        List.of(TRAINING, RESTARTS),
                        options ->
                                new Mace().withTraining(options.get(TRAINING)).withRestarts(options.get(RESTARTS))),
                ConsensusInfo.of(
                        "m-msr",
                        "votes weighted by accuracies that fit how often annotators agree, outliers left out",
                        Mmsr::new),
                ConsensusInfo.of(
                        "kos",
                        "votes weighted by messages between examples and annotators, shares of which stand for probabilities; two classes only",
                        Kos::new),
                ConsensusInfo.of(
                        "ibcc",
                        "dawid-skene with priors of all matrices and variational Bayes instead of estimates",
                        Ibcc::new),
                ConsensusInfo.of("newest-label", "the label given last", NewestLabel::new),
                ConsensusInfo.of(
                        "newest-breaks-ties",
                        "the most frequent label; of equally frequent ones that given last",
                        NewestBreaksTies::new));
    }

    private static ConsensusMethod crowdLab(Options options) {
        CrowdLab method = new CrowdLab().withQuality(options.get(QUALITY)).withConsensus(options.get(CONSENSUS));
        return options.get(CALIBRATE) ? method.withCalibration() : method;
    }

    /** Them, and those of plug-ins. */
    public static Registry<ConsensusInfo> registry() {
        return REGISTRY;
    }

    /** All methods, in the order to list them. */
    public static List<ConsensusInfo> all() {
        return REGISTRY.all();
    }

    /** All names, in the order to list them. */
    public static List<String> names() {
        return REGISTRY.names();
    }

    /**
     * A method as it is listed.
     *
     * @throws IllegalArgumentException if there is none of that name; the message names the nearest one
     */
    public static ConsensusInfo info(String name) {
        return REGISTRY.byName(name);
    }

    /**
     * A method with its default options.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ConsensusMethod byName(String name) {
        return info(name).create(Map.of());
    }
}
