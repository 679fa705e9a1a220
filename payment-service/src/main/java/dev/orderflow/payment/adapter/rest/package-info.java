/** What clients see of payments and balances: the contract is infra/api/openapi.yaml. */
@NullMarked
package dev.orderflow.payment.adapter.rest;

import org.jspecify.annotations.NullMarked;
