package dev.orderflow.gatewaysim;

import dev.orderflow.gatewaysim.LedgerEntry.ChargeFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Charged;
import dev.orderflow.gatewaysim.LedgerEntry.Declined;
import dev.orderflow.gatewaysim.LedgerEntry.RefundFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Refunded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fold of the ledger: what each key was answered and how money moved. Guarded by the gateway's lock. */
final class Book {

    /** Attempts under one key that were made to fail, and the request that the key is bound to since then. */
    record Attempts<R>(R request, int failures) {}

    private final Map<String, LedgerEntry> chargesByKey = new HashMap<>();
    private final Map<String, Charged> capturedById = new HashMap<>();
    private final Map<String, Refunded> refundsByKey = new HashMap<>();
    private final Map<String, Long> refundedByCharge = new HashMap<>();
    private final Map<String, Attempts<ChargeRequest>> chargeAttempts = new HashMap<>();
    private final Map<String, Attempts<RefundRequest>> refundAttempts = new HashMap<>();
    private final List<LedgerEntry> movements = new ArrayList<>();
    private int declined;

    void apply(LedgerEntry entry) {
        switch (entry) {
            case Charged charged -> {
                chargesByKey.put(charged.key(), charged);
                chargeAttempts.remove(charged.key());
                capturedById.put(charged.chargeId(), charged);
                movements.add(charged);
            }
            case Declined refused -> {
                chargesByKey.put(refused.key(), refused);
                declined++;
            }
            case Refunded refunded -> {
                refundsByKey.put(refunded.key(), refunded);
                refundAttempts.remove(refunded.key());
                refundedByCharge.merge(refunded.chargeId(), refunded.request().amount(), Long::sum);
                movements.add(refunded);
            }
            case ChargeFailed failed ->
                chargeAttempts.merge(failed.key(), new Attempts<>(failed.request(), 1), Book::oneMore);
            case RefundFailed failed ->
                refundAttempts.merge(failed.key(), new Attempts<>(failed.request(), 1), Book::oneMore);
        }
    }

    private static <R> Attempts<R> oneMore(Attempts<R> before, Attempts<R> next) {
        return new Attempts<>(before.request(), before.failures() + next.failures());
    }

    /** Keys that take memory: the number that the gateway's limit is about. */
    int keys() {
        return chargesByKey.size() + refundsByKey.size() + chargeAttempts.size() + refundAttempts.size();
    }

    /** A {@link Charged} or {@link Declined}, or null where the key was never answered. */
    @Nullable
    LedgerEntry charge(String key) {
        return chargesByKey.get(key);
    }

    @Nullable
    Charged captured(String chargeId) {
        return capturedById.get(chargeId);
    }

    @Nullable
    Refunded refund(String key) {
        return refundsByKey.get(key);
    }

    @Nullable
    Attempts<ChargeRequest> chargeAttempts(String key) {
        return chargeAttempts.get(key);
    }

    @Nullable
    Attempts<RefundRequest> refundAttempts(String key) {
        return refundAttempts.get(key);
    }

    /** Minor units of this charge that were given back. */
    long refundedOf(String chargeId) {
        return refundedByCharge.getOrDefault(chargeId, 0L);
    }

    /** Charges and refunds in the order in which they took effect, from an offset. */
    List<LedgerEntry> movements(int offset, int limit) {
        if (offset >= movements.size()) {
            return List.of();
        }
        return List.copyOf(movements.subList(offset, Math.min(movements.size(), offset + limit)));
    }

    int movementCount() {
        return movements.size();
    }

    LedgerSummary summary() {
        Map<String, Long> captured = new TreeMap<>();
        Map<String, Long> refunded = new TreeMap<>();
        Map<String, Integer> chargesPerReference = new TreeMap<>();
        int charges = 0;
        int refunds = 0;
        for (LedgerEntry movement : movements) {
            switch (movement) {
                case Charged charged -> {
                    charges++;
                    captured.merge(
                            charged.request().currency(), charged.request().amount(), Long::sum);
                    chargesPerReference.merge(charged.request().reference(), 1, Integer::sum);
                }
                case Refunded given -> {
                    refunds++;
                    refunded.merge(given.request().currency(), given.request().amount(), Long::sum);
                }
                case Declined _, ChargeFailed _, RefundFailed _ ->
                    throw new IllegalStateException("No money moved in " + movement);
            }
        }
        Map<String, Integer> moreThanOnce = new TreeMap<>(chargesPerReference);
        moreThanOnce.values().removeIf(count -> count == 1);
        return new LedgerSummary(
                charges,
                refunds,
                declined,
                amounts(captured),
                amounts(refunded),
                Collections.unmodifiableMap(moreThanOnce),
                Collections.unmodifiableMap(chargesPerReference));
    }

    private static List<LedgerSummary.Amount> amounts(Map<String, Long> byCurrency) {
        return byCurrency.entrySet().stream()
                .map(entry -> new LedgerSummary.Amount(entry.getValue(), entry.getKey()))
                .toList();
    }
}
