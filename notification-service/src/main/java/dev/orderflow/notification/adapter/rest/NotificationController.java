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
import dev.orderflow.notification.application.orders.OrderFactsProjection;
import dev.orderflow.web.read.Answers;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.read.ReadDemand;
import dev.orderflow.web.read.ReadYourWrites;
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
    private final ReadYourWrites reads;

    NotificationController(Views<NotificationSummary> notifications, Views<OrderFacts> orders, ReadYourWrites reads) {
        this.notifications = notifications;
        this.orders = orders;
        this.reads = reads;
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

    /** The version that can be asked for is the order's: what is told follows from it. */
    @GetMapping("/v1/notifications")
    @RequiresScope(Scopes.ORDERS_READ)
    ResponseEntity<ItemList<NotificationBody>> notifications(
            @RequestParam @Pattern(regexp = "[A-Za-z0-9._-]{1,100}") String orderId,
            ReadDemand demand,
            PageRequest page,
            Caller caller) {
        var read = reads.read(
                OrderFactsProjection.READ_MODEL,
                demand,
                () -> orders.find(orderId)
                        .filter(facts -> caller.maySee(facts.value().customerId())),
                View::version);
        OrderFacts order = Answers.found(demand, read, "order").value();
        String index =
                caller.isOperator() ? NotificationProjection.ALL_OF_ORDER : NotificationProjection.CUSTOMERS_OF_ORDER;
        return Answers.page(
                demand,
                read,
                notifications.query(new Query(index, order.orderId(), null, null, false, page.limit(), page.cursor())),
                NotificationBody::of);
    }
}
