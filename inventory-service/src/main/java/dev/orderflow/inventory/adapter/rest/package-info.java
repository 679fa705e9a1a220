/** The catalogue, stock and shipments over HTTP, as the OpenAPI document says. */
@NullMarked
package dev.orderflow.inventory.adapter.rest;

import org.jspecify.annotations.NullMarked;
