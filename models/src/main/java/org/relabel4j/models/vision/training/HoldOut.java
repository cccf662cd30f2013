package org.relabel4j.models.vision.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.relabel4j.core.random.Seeds;
import org.relabel4j.core.random.Shuffles;
import org.relabel4j.models.coteaching.Peers;

/**
 * A training set split into examples to learn from and examples to judge by.
 *
 * @param learn positions in the training set
 * @param judge positions in the training set; empty if too few would be left
 */
record HoldOut(int[] learn, int[] judge) {
    /** What an example of a training set was in the round before. */
    enum Duty {
        NEW(0),
        LEARN(1),
        JUDGE(2);

        private final int code;

        Duty(int code) {
            this.code = code;
        }

        /** Stands for it in the state that a round hands to the next. */
        float code() {
            return code;
        }

        /** @throws IllegalArgumentException if no role has this code */
        static Duty of(float code) {
            return Arrays.stream(values())
                    .filter(role -> role.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the state of the last round has an example of role " + code + ", expected 0, 1 or 2"));
        }
    }

    /** Below so many, chance decides which epoch looks best. */
    private static final int MIN_JUDGES = 10;

    /** Splits off a share at random: the same share of each class as of all, as far as chance will have it. */
    static HoldOut split(int size, double share, long seed) {
        Duty[] fresh = new Duty[size];
        Arrays.fill(fresh, Duty.NEW);
        return grown(fresh, share, seed);
    }

    /**
     * Splits a training set that has grown: what was learned from goes on being learned from, judges stay judges, and of the new
     * examples so many become judges that all together are the share, if there are enough.
     *
     * @param before the role of each example in the round before
     */
    static HoldOut grown(Duty[] before, double share, long seed) {
        int[] judges = positions(before, Duty.JUDGE);
        int[] fresh = positions(before, Duty.NEW);
        int wanted = (int) Math.round(before.length * share);
        int more = Math.min(fresh.length, Math.max(0, wanted - judges.length));
        if (judges.length + more < MIN_JUDGES) {
            more = 0;
        }
        int[] order = Peers.at(Shuffles.permutation(fresh.length, Seeds.generator(seed, "holdout")), fresh);
        int[] judge = joined(judges, Arrays.copyOf(order, more));
        int[] learn = joined(positions(before, Duty.LEARN), Arrays.copyOfRange(order, more, order.length));
        return new HoldOut(learn, judge);
    }

    private static int[] positions(Duty[] roles, Duty role) {
        return IntStream.range(0, roles.length).filter(n -> roles[n] == role).toArray();
    }

    private static int[] joined(int[] some, int[] others) {
        return IntStream.concat(Arrays.stream(some), Arrays.stream(others))
                .sorted()
                .toArray();
    }
}
