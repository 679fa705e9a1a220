package dev.orderflow.order.application.placing;

/** The documented maxima of an order. */
public final class OrderLimits {
    /**
     * Lines: the largest real invoices have 1,100. With descriptions of ordinary length so many fit into one commit,
     * compressed, several times over.
     */
    public static final int LINES = 1_500;

    /** Pieces of one line: past any real order, and far from the range of an {@code int} in sums over an order. */
    public static final int QUANTITY = 100_000;

    /** Minor units of an order's total: ten thousand million pounds, far within a {@code long} in sums over customers. */
    public static final long TOTAL = 1_000_000_000_000L;

    private OrderLimits() {}
}
