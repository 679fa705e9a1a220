package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that could not be recorded because their order's journal cannot be folded. One warehouse's stream carries the
 * answers for all orders, so it cannot be held up by one order: its answers wait here, visibly, and are tried again.
 */
public final class SetAsideAnswers {
    /** Where {@code DueWork} finds what is to be tried again. */
    public static final String DUE = "due";

    /** There are few or none of them. */
    public static final List<String> DUE_PARTITIONS = List.of(DUE);

    private static final String BY_ORDER = "order";

    public static final ViewDefinition<SetAsideAnswer> VIEW = new ViewDefinition<>(
            "set-aside-answers",
            SetAsideAnswer.class,
            List.of(
                    new Index<>(
                            DUE,
                            answer -> answer.retryAt() == null
                                    ? null
                                    : new IndexKey(DUE, DueWork.sortKey(answer.retryAt()))),
                    new Index<>(
                            BY_ORDER,
                            answer -> answer.retryAt() == null
                                    ? null
                                    : new IndexKey(answer.orderId(), DueWork.sortKey(answer.since())))));

    /** Somebody has to mend a journal: that takes a while, and then the order should go on without being told. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private static final int SHOWN_AT_MOST = 10;

    private static final Logger log = LoggerFactory.getLogger(SetAsideAnswers.class);

    private final Views<SetAsideAnswer> views;
    private final CommitCodec codec;
    private final InstantSource clock;

    public SetAsideAnswers(Views<SetAsideAnswer> views, CommitCodec codec, InstantSource clock) {
        this.views = views;
        this.codec = codec;
        this.clock = clock;
    }

    /** What is set aside for an order now, oldest first; usually nothing. */
    public List<SetAsideAnswer> of(String orderId) {
        return views.query(Query.all(BY_ORDER, orderId, SHOWN_AT_MOST)).items().stream()
                .map(View::value)
                .toList();
    }

    /** What is set aside for whichever order; usually nothing. */
    public List<SetAsideAnswer> all(int limit) {
        return views.query(Query.all(DUE, DUE, limit)).items().stream()
                .map(View::value)
                .toList();
    }

    /** Keeps an answer; the same one twice is kept once. */
    void add(Answer answer, RuntimeException reason) {
        String id = answer.orderId() + "." + answer.source();
        Optional<View<SetAsideAnswer>> before = views.find(id);
        if (before.isPresent() && before.get().value().retryAt() != null) {
            return;
        }
        log.error(
                "Order {} cannot take {}: its journal cannot be folded ({}). The answer is set aside and tried again"
                        + " every {} s",
                answer.orderId(),
                answer.source(),
                reason.getMessage(),
                TRY_AGAIN_AFTER.toSeconds());
        long version = before.map(View::version).orElse(0L);
        views.save(
                new View<>(
                        id,
                        version + 1,
                        new SetAsideAnswer(
                                answer.orderId(),
                                codec.encodeToText(answer.source()),
                                String.valueOf(reason.getMessage()),
                                clock.instant(),
                                clock.instant().plus(TRY_AGAIN_AFTER))),
                version);
    }

    /** Tries one again; to be called when it is due. */
    public void retry(View<SetAsideAnswer> due, AnswerRecorder recorder) {
        Commit source = codec.decode(due.value().source().getBytes(StandardCharsets.UTF_8));
        boolean recorded = Answer.in(source).stream().allMatch(recorder::recordAgain);
        SetAsideAnswer before = due.value();
        if (recorded) {
            log.info("Order {} took {} that had been set aside", before.orderId(), source);
        }
        views.save(
                new View<>(
                        due.id(),
                        due.version() + 1,
                        new SetAsideAnswer(
                                before.orderId(),
                                before.source(),
                                before.reason(),
                                before.since(),
                                recorded ? null : clock.instant().plus(TRY_AGAIN_AFTER))),
                due.version());
    }
}
