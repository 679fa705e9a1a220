package dev.orderflow.launcher.proxy;

import java.util.random.RandomGenerator;

/** What becomes of answers: by chance, which can be changed while connections are open. */
public final class Fate {
    private final RandomGenerator random;
    private volatile Chances chances = Chances.NONE;

    /**
     * Parts of all answers, between 0 and 1.
     *
     * @param close the connection is reset instead of the answer
     * @param hold the connection stays open and silent, until the client gives up
     */
    public record Chances(double close, double hold) {
        public static final Chances NONE = new Chances(0, 0);

        public Chances {
            if (!(close >= 0 && hold >= 0 && close + hold <= 1)) {
                throw new IllegalArgumentException("Chances are between 0 and 1 together: " + close + " and " + hold);
            }
        }
    }

    enum Verdict {
        DELIVER,
        CLOSE,
        HOLD
    }

    /** @param random asked by one connection at a time */
    public Fate(RandomGenerator random) {
        this.random = random;
    }

    public void become(Chances next) {
        chances = next;
    }

    Verdict next() {
        Chances now = chances;
        double drawn;
        synchronized (random) {
            drawn = random.nextDouble();
        }
        if (drawn < now.close()) {
            return Verdict.CLOSE;
        }
        return drawn < now.close() + now.hold() ? Verdict.HOLD : Verdict.DELIVER;
    }
}
