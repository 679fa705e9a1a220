package dev.orderflow.gatewaysim;

import java.util.List;
import java.util.Map;

/**
 * The whole ledger at a glance, for a checker.
 *
 * @param declined charges that were refused; no money moved
 * @param captured and {@code refunded}: one amount a currency
 * @param chargedMoreThanOnce the part of {@code chargesPerReference} that a checker must explain; empty when all is well
 */
record LedgerSummary(
        int charges,
        int refunds,
        int declined,
        List<Amount> captured,
        List<Amount> refunded,
        Map<String, Integer> chargedMoreThanOnce,
        Map<String, Integer> chargesPerReference) {

    /** Minor units of the currency. */
    record Amount(long amount, String currency) {}
}
