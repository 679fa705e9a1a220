package dev.orderflow.gatewaysim;

import dev.orderflow.gatewaysim.LedgerEntry.ChargeFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Charged;
import dev.orderflow.gatewaysim.LedgerEntry.Declined;
import dev.orderflow.gatewaysim.LedgerEntry.RefundFailed;
import dev.orderflow.gatewaysim.LedgerEntry.Refunded;
import dev.orderflow.gatewaysim.Reply.Pause;
import dev.orderflow.gatewaysim.Views.ChargeView;
import dev.orderflow.gatewaysim.Views.LedgerPage;
import dev.orderflow.gatewaysim.Views.MovementView;
import dev.orderflow.gatewaysim.Views.RefundView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides every request under one lock and answers only what is on the disk.
 *
 * <p>A key is bound to its content from the first attempt that is kept. Ids are derived from keys, so a ledger that is
 * lost and filled again by the same requests gives the same ids.
 */
final class Gateway implements AutoCloseable {

    /** About 20 MB of ledger file: what the documented 64 MB heap holds with room to answer a summary of all of it. */
    static final int MAX_KEYS = 50_000;

    private static final int FAILURES_BEFORE_SUCCESS = 2;

    private final Book book;
    private final LedgerFile file;
    private final Clock clock;
    private final int maxKeys;
    private final ReentrantLock lock = new ReentrantLock();

    Gateway(Book book, LedgerFile file, Clock clock, int maxKeys) {
        this.book = book;
        this.file = file;
        this.clock = clock;
        this.maxKeys = maxKeys;
    }

    Reply charge(String key, ChargeRequest request) {
        return durably(() -> decideCharge(key, request));
    }

    Reply refund(String key, RefundRequest request) {
        return durably(() -> decideRefund(key, request));
    }

    /** The janitor's question: what became of the charge with this key? */
    Reply findCharge(String key) {
        return durably(() -> {
            LedgerEntry known = book.charge(key);
            return known == null
                    ? Reply.of(unknown("charge", "No charge was made with this key: it may be sent again."))
                    : Reply.of(200, chargeAnswer(known).body());
        });
    }

    /** The same question for a refund. */
    Reply findRefund(String key) {
        return durably(() -> {
            Refunded known = book.refund(key);
            return known == null
                    ? Reply.of(unknown("refund", "No refund was made with this key: it may be sent again."))
                    : Reply.of(200, RefundView.of(known));
        });
    }

    Reply ledger(int offset, int limit) {
        return durably(() -> {
            List<MovementView> items =
                    book.movements(offset, limit).stream().map(this::view).toList();
            int next = offset + items.size();
            return Reply.of(200, new LedgerPage(items, next < book.movementCount() ? Integer.toString(next) : null));
        });
    }

    Reply summary() {
        return durably(() -> Reply.of(200, book.summary()));
    }

    private MovementView view(LedgerEntry movement) {
        @Nullable Charged charge = movement instanceof Refunded refunded ? book.captured(refunded.chargeId()) : null;
        return MovementView.of(movement, charge);
    }

    private Reply durably(Supplier<Reply> decision) {
        Reply reply;
        long position;
        lock.lock();
        try {
            reply = decision.get();
            position = file.written();
        } finally {
            lock.unlock();
        }
        file.awaitDurable(position);
        return reply;
    }

    private Reply decideCharge(String key, ChargeRequest request) {
        LedgerEntry known = book.charge(key);
        if (known != null) {
            return chargeRequest(known).equals(request) ? chargeAnswer(known).again() : conflict();
        }
        Book.Attempts<ChargeRequest> attempts = book.chargeAttempts(key);
        if (attempts != null && !attempts.request().equals(request)) {
            return conflict();
        }
        if (full()) {
            return ledgerFull();
        }
        Optional<TestCard> card = TestCard.of(request.card());
        if (card.isEmpty()) {
            return decline(key, request, "unknown_card");
        }
        int failures = attempts == null ? 0 : attempts.failures();
        return switch (card.get().onCharge()) {
            case APPROVE -> capture(key, request);
            case APPROVE_SLOWLY -> capture(key, request).after(Pause.SLOW);
            case APPROVE_AND_HOLD_THE_ANSWER -> capture(key, request).after(Pause.HELD);
            case DECLINE -> decline(key, request, "card_declined");
            case HANG_ONCE_WITHOUT_CHARGING ->
                failures == 0 ? failCharge(key, request).after(Pause.HELD) : capture(key, request);
            case FAIL_TWICE -> failures < FAILURES_BEFORE_SUCCESS ? failCharge(key, request) : capture(key, request);
            case FAIL_ALWAYS -> madeToFail();
        };
    }

    private Reply decideRefund(String key, RefundRequest request) {
        Refunded known = book.refund(key);
        if (known != null) {
            return known.request().equals(request)
                    ? Reply.of(200, RefundView.of(known)).again()
                    : conflict();
        }
        Book.Attempts<RefundRequest> attempts = book.refundAttempts(key);
        if (attempts != null && !attempts.request().equals(request)) {
            return conflict();
        }
        if (full()) {
            return ledgerFull();
        }
        Charged charge = capturedChargeOf(request);
        if (charge == null) {
            return Reply.of(Problem.of(
                    422,
                    "no-such-capture",
                    "Nothing was captured",
                    "The refund names no captured charge; ask GET /v1/charges?key= what became of it."));
        }
        Reply forbidden = exceeds(charge, request);
        if (forbidden != null) {
            return forbidden;
        }
        int failures = attempts == null ? 0 : attempts.failures();
        TestCard card = TestCard.of(charge.request().card()).orElse(TestCard.APPROVE);
        return switch (card.onRefund()) {
            case REFUND -> giveBack(key, request, charge);
            case REFUND_AND_HOLD_THE_ANSWER -> giveBack(key, request, charge).after(Pause.HELD);
            case FAIL_TWICE ->
                failures < FAILURES_BEFORE_SUCCESS ? failRefund(key, request) : giveBack(key, request, charge);
            case FAIL_ALWAYS -> madeToFail();
        };
    }

    private @Nullable Charged capturedChargeOf(RefundRequest request) {
        if (request.chargeId() != null) {
            return book.captured(request.chargeId());
        }
        return request.chargeKey() != null && book.charge(request.chargeKey()) instanceof Charged charged
                ? charged
                : null;
    }

    private @Nullable Reply exceeds(Charged charge, RefundRequest request) {
        if (!charge.request().currency().equals(request.currency())) {
            return Reply.of(Problem.of(
                    422,
                    "currency-differs",
                    "Another currency than the charge",
                    "The charge is in " + charge.request().currency() + ", the refund in " + request.currency() + "."));
        }
        long left = charge.request().amount() - book.refundedOf(charge.chargeId());
        if (request.amount() > left) {
            return Reply.of(Problem.of(
                    422,
                    "exceeds-captured",
                    "More than was captured",
                    "Of this charge " + left + " " + request.currency() + " (minor units) can still be refunded, not "
                            + request.amount() + "."));
        }
        return null;
    }

    private Reply capture(String key, ChargeRequest request) {
        Charged charged = new Charged(id("ch_", key), key, request, now());
        record(charged);
        return chargeAnswer(charged);
    }

    private Reply decline(String key, ChargeRequest request, String reason) {
        Declined declined = new Declined(id("ch_", key), key, request, reason, now());
        record(declined);
        return chargeAnswer(declined);
    }

    private Reply giveBack(String key, RefundRequest request, Charged charge) {
        Refunded refunded = new Refunded(id("re_", key), key, charge.chargeId(), request, now());
        record(refunded);
        return Reply.of(200, RefundView.of(refunded));
    }

    private Reply failCharge(String key, ChargeRequest request) {
        record(new ChargeFailed(key, request, now()));
        return madeToFail();
    }

    private Reply failRefund(String key, RefundRequest request) {
        record(new RefundFailed(key, request, now()));
        return madeToFail();
    }

    private void record(LedgerEntry entry) {
        file.append(entry);
        book.apply(entry);
    }

    private boolean full() {
        return book.keys() >= maxKeys;
    }

    private Reply ledgerFull() {
        return Reply.of(Problem.of(
                503,
                "ledger-full",
                "The ledger is full",
                "The ledger holds its maximum of " + maxKeys
                        + " keys. Start the simulator with a fresh --ledger file."));
    }

    private static Reply chargeAnswer(LedgerEntry known) {
        return switch (known) {
            case Charged charged -> Reply.of(200, ChargeView.of(charged));
            case Declined declined -> Reply.of(402, ChargeView.of(declined));
            case Refunded _, ChargeFailed _, RefundFailed _ ->
                throw new IllegalStateException("Not the answer to a charge: " + known);
        };
    }

    private static ChargeRequest chargeRequest(LedgerEntry known) {
        return switch (known) {
            case Charged charged -> charged.request();
            case Declined declined -> declined.request();
            case Refunded _, ChargeFailed _, RefundFailed _ ->
                throw new IllegalStateException("Not the answer to a charge: " + known);
        };
    }

    private static Reply conflict() {
        return Reply.of(
                Problem.of(
                        409,
                        "key-reused",
                        "The key belongs to another request",
                        "This Idempotency-Key was used with other content. Nothing was done; send the same content or a new key."));
    }

    private static Reply madeToFail() {
        return Reply.of(Problem.of(
                500,
                "made-to-fail",
                "The gateway failed",
                "The test card asked for this failure. No money moved; the same key may be sent again."));
    }

    private static Problem unknown(String what, String detail) {
        return Problem.of(404, "unknown-" + what, "Unknown " + what, detail);
    }

    /** Milliseconds are what a real gateway states, and what survives the ledger unchanged on every platform. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String id(String prefix, String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((prefix + key).getBytes(StandardCharsets.UTF_8));
            return prefix + HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            file.awaitDurable(file.written());
            file.close();
        } finally {
            lock.unlock();
        }
    }
}
