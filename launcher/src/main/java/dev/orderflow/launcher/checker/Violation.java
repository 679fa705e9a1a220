package dev.orderflow.launcher.checker;

/** @param what names the order, product or record, and what is wrong with it */
public record Violation(Rule rule, String what) {
    @Override
    public String toString() {
        return rule + ": " + what + " (but " + rule.promise() + ")";
    }
}
