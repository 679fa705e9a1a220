package dev.orderflow.payment.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All refunds of one payment, in the order they were promised. */
public record Refunds(List<Refund> all) {
    public static final Refunds NONE = new Refunds(List.of());

    /** Who asks for the refund that undoes an order; everybody else is an operator. */
    public static final String BY_ORDER = "order";

    /** More partial refunds than an order has parcels; keeps the state, the view and the journal small. */
    public static final int MOST = 100;

    public Refunds {
        all = List.copyOf(all);
    }

    public Optional<Refund> find(String refundId) {
        return all.stream().filter(refund -> refund.refundId().equals(refundId)).findFirst();
    }

    /** Those that the gateway has not confirmed yet. */
    public List<Refund> open() {
        return all.stream().filter(refund -> !refund.done()).toList();
    }

    /** Minor units that are back or on their way: a promise counts, so that two cannot promise the same money. */
    long promised() {
        return all.stream().mapToLong(refund -> refund.amount().amount()).reduce(0, Math::addExact);
    }

    Refunds with(Refund refund) {
        List<Refund> longer = new ArrayList<>(all);
        longer.add(refund);
        return new Refunds(longer);
    }

    Refunds change(String refundId, UnaryOperator<Refund> change) {
        if (find(refundId).isEmpty()) {
            throw new IllegalStateException("Refund " + refundId + " was never intended");
        }
        return new Refunds(all.stream()
                .map(refund -> refund.refundId().equals(refundId) ? change.apply(refund) : refund)
                .toList());
    }
}
