package dev.orderflow.launcher.checker;

import java.util.ArrayList;
import java.util.List;

/** Finds everything in the evidence that must not be. */
public final class Checker {
    private Checker() {}

    /** @return none where every {@link Rule} holds */
    public static List<Violation> violations(Evidence evidence) {
        List<Violation> found = new ArrayList<>();
        new StreamChecks(evidence, found).run();
        Story story = Story.of(evidence.archive());
        new OrderChecks(evidence, story, found).run();
        new MoneyChecks(evidence, story, found).run();
        new StockChecks(evidence, story, found).run();
        return found;
    }
}
