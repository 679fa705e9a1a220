package dev.orderflow.events;

/** Whom to tell about an order. */
public record Contact(String name, String email) {}
