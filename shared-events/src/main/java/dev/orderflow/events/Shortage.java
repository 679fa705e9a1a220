package dev.orderflow.events;

/** A line that could not be reserved: how much was asked for and how much there was. */
public record Shortage(String sku, int requested, int available) {}
