package dev.orderflow.inventory.domain;

/** The facts that forbid a change of stock. */
public sealed interface WarehouseRefusal {

    /** The same receipt id came before, with other content. */
    record ReceiptIdUsedOtherwise(String receiptId) implements WarehouseRefusal {}

    /** The same adjustment id came before, with other content. */
    record AdjustmentIdUsedOtherwise(String adjustmentId) implements WarehouseRefusal {}

    /** More would be lost than is available; what is held for orders cannot be adjusted away. */
    record LessThanNothingLeft(String sku, long available, int delta) implements WarehouseRefusal {}

    /** The parcel is gone: nothing is left to release. */
    record AlreadyDispatched(String orderId) implements WarehouseRefusal {}

    /** Nothing is held for the order, so nothing can leave the house for it. */
    record NothingReserved(String orderId) implements WarehouseRefusal {}
}
