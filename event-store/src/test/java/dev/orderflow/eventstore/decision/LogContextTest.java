package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Cause REQUEST = Cause.request("request-1", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");

    @Test
    void lines_carry_the_ids_of_the_innermost_cause_and_then_what_they_carried_before() {
        try (LogContext _ = LogContext.of(REQUEST)) {
            assertThat(lines()).isEqualTo("request-1 " + TRACE_ID);
            try (LogContext _ = LogContext.of(new Cause("order-1", "deadline", null))) {
                assertThat(lines()).isEqualTo("order-1 null");
            }
            assertThat(lines()).isEqualTo("request-1 " + TRACE_ID);
        }
        assertThat(lines()).isEqualTo("null null");
    }

    @Test
    void what_is_no_trace_context_has_no_trace_id() {
        assertThat(REQUEST.traceId()).isEqualTo(TRACE_ID);
        assertThat(Cause.request("request-1", "00-short-01").traceId()).isNull();
        assertThat(Cause.request("request-1", null).traceId()).isNull();
    }

    private static String lines() {
        return MDC.get("requestId") + " " + MDC.get("traceId");
    }
}
