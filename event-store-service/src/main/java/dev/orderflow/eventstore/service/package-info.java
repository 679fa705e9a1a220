/**
 * The event store as a service: it archives the stream, and shows operators the history of every stream, what the
 * consumers parked, and how far the archive is.
 *
 * <p>Reading order: {@code adapter.EventStoreServiceConfiguration} (the archiver, wired), {@code application.history},
 * {@code application.archive}, {@code adapter.rest}. What archives is {@code dev.orderflow.eventstore.archive}.
 */
@NullMarked
package dev.orderflow.eventstore.service;

import org.jspecify.annotations.NullMarked;
