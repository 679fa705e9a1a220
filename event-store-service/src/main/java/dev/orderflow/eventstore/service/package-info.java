/**
 * The event store as a service: it archives the stream, proves the archive, audits every commit, and shows operators the
 * history of every stream and what the consumers parked.
 *
 * <p>Reading order: {@code adapter.EventStoreServiceConfiguration} (the archiver, wired), {@code application.history},
 * {@code application.archive}, {@code application.verification}, {@code application.audit}, {@code adapter.rest}. What archives is {@code dev.orderflow.eventstore.archive}.
 */
@NullMarked
package dev.orderflow.eventstore.service;

import org.jspecify.annotations.NullMarked;
