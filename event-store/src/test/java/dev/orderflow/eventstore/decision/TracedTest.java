package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracedTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Cause COMMIT = new Cause("order-1", "order-1@1", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
    private static final Cause WITHOUT_TRACE = new Cause("order-1", "deadline", null);

    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void no_spans() {
        Traced.by(Spans.NONE);
    }

    @Test
    void what_follows_names_the_span_as_its_cause_and_lines_carry_its_trace() {
        Traced.by(new NotedSpans());
        Traced.run("react", COMMIT, within -> {
            assertThat(within).isEqualTo(new Cause("order-1", "order-1@1", "00-" + TRACE_ID + "-00000000000000aa-01"));
            assertThat(MDC.get("requestId")).isEqualTo("order-1");
            assertThat(MDC.get("traceId")).isEqualTo(TRACE_ID);
        });
        assertThat(seen).containsExactly("begin react after " + COMMIT.traceparent(), "end");
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void a_cause_without_a_trace_gets_no_span_unless_it_begins_one() {
        Traced.by(new NotedSpans());
        Traced.run("react", WITHOUT_TRACE, within -> assertThat(within).isEqualTo(WITHOUT_TRACE));
        assertThat(seen).isEmpty();
        Cause begun = Traced.call("import", WITHOUT_TRACE, within -> within);
        assertThat(begun.traceId()).isEqualTo("00000000000000000000000000000001");
        assertThat(seen).containsExactly("begin import after null", "end");
    }

    @Test
    void a_failure_is_the_spans_too() {
        Traced.by(new NotedSpans());
        assertThatThrownBy(() -> Traced.run("react", COMMIT, _ -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(seen).endsWith("failed no", "end");
    }

    @Test
    void where_traces_are_off_what_follows_hands_the_trace_on() {
        Traced.run("react", COMMIT, given -> assertThat(given).isEqualTo(COMMIT));
        Cause within = Traced.call("import", WITHOUT_TRACE, given -> given);
        assertThat(within).isEqualTo(WITHOUT_TRACE);
        assertThat(Traced.current()).isNull();
    }

    private final class NotedSpans implements Spans {
        @Override
        public @Nullable String current() {
            return null;
        }

        @Override
        public Span begin(String what, Cause cause) {
            seen.add("begin " + what + " after " + cause.traceparent());
            String trace = cause.traceId() == null ? "00000000000000000000000000000001" : cause.traceId();
            return new Span() {
                @Override
                public String traceparent() {
                    return "00-" + trace + "-00000000000000aa-01";
                }

                @Override
                public void failed(Throwable failure) {
                    seen.add("failed " + failure.getMessage());
                }

                @Override
                public void close() {
                    seen.add("end");
                }
            };
        }
    }
}
