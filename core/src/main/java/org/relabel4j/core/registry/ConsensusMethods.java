package org.relabel4j.core.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.relabel4j.core.consensus.ConsensusMethod;
import org.relabel4j.core.consensus.CrowdLab;
import org.relabel4j.core.consensus.DawidSkene;
import org.relabel4j.core.consensus.Glad;
import org.relabel4j.core.consensus.MajorityVote;
import org.relabel4j.core.consensus.NewestBreaksTies;
import org.relabel4j.core.consensus.NewestLabel;

/** The consensus methods by name. To add one, write the class and one line here. */
public final class ConsensusMethods {
    private static final Map<String, Supplier<ConsensusMethod>> METHODS = methods();

    private ConsensusMethods() {}

    private static Map<String, Supplier<ConsensusMethod>> methods() {
        Map<String, Supplier<ConsensusMethod>> methods = new LinkedHashMap<>();
        methods.put("crowdlab", CrowdLab::new);
        methods.put("crowdlab-calibrated", () -> new CrowdLab().withCalibration());
        methods.put("majority-vote", MajorityVote::new);
        methods.put("dawid-skene", DawidSkene::new);
        methods.put("glad", Glad::new);
        methods.put("newest-label", NewestLabel::new);
        methods.put("newest-breaks-ties", NewestBreaksTies::new);
        return methods;
    }

    /** The names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(METHODS.keySet());
    }

    /**
     * A method with its default settings.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ConsensusMethod byName(String name) {
        Supplier<ConsensusMethod> method = METHODS.get(name);
        if (method == null) {
            throw new IllegalArgumentException(
                    "unknown consensus method '" + name + "', expected one of " + String.join(", ", names()));
        }
        return method.get();
    }
}
