/** Orders over HTTP, as {@code infra/api/openapi.yaml} has it. */
@NullMarked
package dev.orderflow.order.adapter.rest;

import org.jspecify.annotations.NullMarked;
