package dev.orderflow.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.NotificationEvent.NotificationFailed;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.notification.application.Courier.Delivery;
import dev.orderflow.notification.application.Notice.Letter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private static final Cause CAUSE = Cause.request("request-1", null);
    private static final Notice NOTICE = new Notice(
            Notice.id("o1", "order-completed", Channel.EMAIL),
            "o1",
            Channel.EMAIL,
            "ada@example.com",
            "order-completed",
            "order-o1@8 order.completed.v1",
            new Letter("On its way", "text", "<p>text</p>"));

    private final InMemoryJournal memory = new InMemoryJournal();
    private final List<Notice> delivered = new ArrayList<>();
    private RuntimeException outage;
    private String refusal;
    /** The n-th append from now on fails, after its effect or instead of it. */
    private int failingAppend;

    private boolean appendedAllTheSame;
    private Notifier notifier = restarted();

    private Notifier restarted() {
        Publication publication = new Publication("notifications-0", memory, memory, InstantSource.system());
        return new Notifier(new FailingJournal(), publication, Map.of(Channel.EMAIL, this::deliver));
    }

    private Delivery deliver(Notice notice) {
        if (outage != null) {
            throw outage;
        }
        delivered.add(notice);
        return refusal == null ? new Delivery.Sent("m" + delivered.size()) : new Delivery.Refused(refusal);
    }

    private List<DomainEvent> events() {
        return memory.load(new StreamId("notification", NOTICE.notificationId())).stream()
                .flatMap(stored -> stored.commit().events().stream())
                .toList();
    }

    @Test
    void requests_sends_and_records_that_it_was_sent() {
        notifier.tell(NOTICE, CAUSE);

        assertThat(delivered).containsExactly(NOTICE);
        assertThat(events())
                .containsExactly(
                        new NotificationRequested(
                                NOTICE.notificationId(),
                                "o1",
                                Channel.EMAIL,
                                "ada@example.com",
                                "On its way",
                                "order-o1@8 order.completed.v1"),
                        new NotificationSent(NOTICE.notificationId(), "o1", "m1"));
    }

    @Test
    void a_redelivery_does_nothing_once_it_is_sent() {
        notifier.tell(NOTICE, CAUSE);
        notifier.tell(NOTICE, CAUSE);
        restarted().tell(NOTICE, CAUSE);

        assertThat(delivered).hasSize(1);
        assertThat(events()).hasSize(2);
    }

    @Test
    void what_is_refused_for_good_is_recorded_as_failed_and_not_tried_again() {
        refusal = "no such address";
        notifier.tell(NOTICE, CAUSE);
        notifier.tell(NOTICE, CAUSE);

        assertThat(delivered).hasSize(1);
        assertThat(events()).last().isEqualTo(new NotificationFailed(NOTICE.notificationId(), "o1", "no such address"));
    }

    @Test
    void an_outage_is_left_to_the_next_attempt() {
        outage = new TransientFailureException("SES is away");
        assertThatThrownBy(() -> notifier.tell(NOTICE, CAUSE)).isSameAs(outage);
        outage = null;
        notifier.tell(NOTICE, CAUSE);

        assertThat(delivered).hasSize(1);
        assertThat(events()).hasSize(2);
    }

    @Test
    void does_not_send_again_where_only_the_record_failed() {
        for (boolean appended : List.of(false, true)) {
            appendedAllTheSame = appended;
            failingAppend = 2;
            notifier = restarted();
            Notice notice = other("occasion-" + appended);
            assertThatThrownBy(() -> notifier.tell(notice, CAUSE)).isInstanceOf(TransientFailureException.class);
            notifier.tell(notice, CAUSE);

            assertThat(delivered.stream().filter(notice::equals)).hasSize(1);
        }
    }

    @Test
    void a_process_that_died_before_the_record_sends_again_under_the_same_id() {
        failingAppend = 2;
        assertThatThrownBy(() -> notifier.tell(NOTICE, CAUSE)).isInstanceOf(TransientFailureException.class);
        restarted().tell(NOTICE, CAUSE);

        assertThat(delivered)
                .extracting(Notice::notificationId)
                .containsExactly(NOTICE.notificationId(), NOTICE.notificationId());
        assertThat(events()).hasSize(2);
    }

    @Test
    void the_id_follows_from_order_occasion_and_channel() {
        assertThat(Notice.id("o1", "order-completed", Channel.EMAIL))
                .isEqualTo(Notice.id("o1", "order-completed", Channel.EMAIL))
                .isNotEqualTo(Notice.id("o2", "order-completed", Channel.EMAIL))
                .isNotEqualTo(Notice.id("o1", "order-rejected", Channel.EMAIL))
                .isNotEqualTo(Notice.id("o1", "order-completed", Channel.BACK_OFFICE));
    }

    private static Notice other(String occasion) {
        return new Notice(
                Notice.id("o1", occasion, Channel.EMAIL),
                "o1",
                Channel.EMAIL,
                "ada@example.com",
                occasion,
                "cause",
                NOTICE.letter());
    }

    private final class FailingJournal implements Journal {
        @Override
        public AppendOutcome append(StoredCommit commit) {
            boolean fails = failingAppend > 0 && --failingAppend == 0;
            if (fails && !appendedAllTheSame) {
                throw new TransientFailureException("not appended");
            }
            AppendOutcome outcome = memory.append(commit);
            if (fails) {
                throw new TransientFailureException("appended, and the reply was lost");
            }
            return outcome;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            memory.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            memory.readBackwards(stream, upTo, reader);
        }
    }
}
