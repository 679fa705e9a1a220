package dev.orderflow.order.application.importing;

/** A part of an opening stock that the warehouse has taken over. */
public record StockReceipt(String receiptId) {}
