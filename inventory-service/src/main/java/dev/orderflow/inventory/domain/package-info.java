/** What is decided: how stock moves and what the catalogue says. Pure; start with {@code WarehouseDecider}. */
@NullMarked
package dev.orderflow.inventory.domain;

import org.jspecify.annotations.NullMarked;
