package dev.orderflow.notification.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.notification.application.notifications.NotificationProjection;
import dev.orderflow.notification.application.notifications.NotificationSummary;
import dev.orderflow.notification.application.notifications.NotificationSummary.Status;
import dev.orderflow.notification.application.orders.OrderFacts;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was told about an order: its customer sees what was sent to them, operators see all. */
@RestController
class NotificationController {
    private final Views<NotificationSummary> notifications;
    private final Views<OrderFacts> orders;

    NotificationController(Views<NotificationSummary> notifications, Views<OrderFacts> orders) {
        this.notifications = notifications;
        this.orders = orders;
    }

    /** @param sentAt absent until it is sent, and where it failed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotificationBody(
            String notificationId,
            String orderId,
            Channel channel,
            String recipient,
            String subject,
            Status status,
            String cause,
            @Nullable String messageId,
            @Nullable String reason,
            Instant requestedAt,
            @Nullable Instant sentAt) {

        static NotificationBody of(View<NotificationSummary> view) {
            NotificationSummary summary = view.value();
            return new NotificationBody(
                    summary.notificationId(),
                    summary.orderId(),
                    summary.channel(),
                    summary.recipient(),
                    summary.subject(),
                    summary.status(),
                    summary.cause(),
                    summary.messageId(),
                    summary.reason(),
                    summary.requestedAt(),
                    summary.status() == Status.SENT ? summary.endedAt() : null);
        }
    }

    @GetMapping("/v1/notifications")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<ItemList<NotificationBody>> notifications(
            @RequestParam @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String orderId, PageRequest page, Caller caller) {
        OrderFacts order = orders.find(orderId)
                .map(View::value)
                .filter(facts -> caller.maySee(facts.customerId()))
                .orElseThrow(() -> new ProblemException(ProblemTypes.NOT_FOUND, "There is no such order."));
        String index =
                caller.isOperator() ? NotificationProjection.ALL_OF_ORDER : NotificationProjection.CUSTOMERS_OF_ORDER;
        return ItemList.of(
                notifications.query(new Query(index, order.orderId(), null, null, false, page.limit(), page.cursor())),
                NotificationBody::of);
    }
}
