/** What clients see of notifications: the contract is infra/api/openapi.yaml. */
@NullMarked
package dev.orderflow.notification.adapter.rest;

import org.jspecify.annotations.NullMarked;
