package dev.orderflow.eventstore.spring;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import java.time.Duration;
import java.util.List;

/** Tells several listeners. */
final class ConsumerListeners implements ConsumerListener {
    private final List<ConsumerListener> all;

    ConsumerListeners(List<ConsumerListener> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void applied(Commit commit, Duration lag) {
        all.forEach(listener -> listener.applied(commit, lag));
    }

    @Override
    public void duplicateDropped(Commit commit) {
        all.forEach(listener -> listener.duplicateDropped(commit));
    }

    @Override
    public void unknownSkipped(Commit commit, String wireName) {
        all.forEach(listener -> listener.unknownSkipped(commit, wireName));
    }

    @Override
    public void retried(StreamId stream, Throwable cause) {
        all.forEach(listener -> listener.retried(stream, cause));
    }

    @Override
    public void parked(StreamId stream, Positions.Parking parking) {
        all.forEach(listener -> listener.parked(stream, parking));
    }

    @Override
    public void unparked(StreamId stream) {
        all.forEach(listener -> listener.unparked(stream));
    }

    @Override
    public void redriven(StreamId stream, Redrives.End end) {
        all.forEach(listener -> listener.redriven(stream, end));
    }

    @Override
    public void skipped(StreamId stream, Redrives.Skip skip) {
        all.forEach(listener -> listener.skipped(stream, skip));
    }
}
