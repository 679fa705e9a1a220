package dev.orderflow.notification.adapter.topic;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Notice;
import dev.orderflow.notification.application.Pace;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Publishes to the topic; subscribers may filter by the attributes {@code occasion} and {@code orderId}. */
public final class SnsCourier implements Courier {
    /** SNS takes no longer subject, and only ASCII; the text has it whole. */
    private static final int LONGEST_SUBJECT = 100;

    private static final Set<String> REFUSALS = Set.of("InvalidParameter", "InvalidParameterValue");

    private final SnsClient sns;
    private final String topicArn;
    private final Pace pace;

    public SnsCourier(SnsClient sns, String topicArn, Pace pace) {
        this.sns = sns;
        this.topicArn = topicArn;
        this.pace = pace;
    }

    @Override
    public Delivery deliver(Notice notice) {
        pace.awaitTurn();
        try {
            return new Delivery.Sent(sns.publish(publish -> publish.topicArn(topicArn)
                            .subject(subject(notice.letter().subject()))
                            .message(notice.letter().text())
                            .messageAttributes(Map.of(
                                    "notificationId", text(notice.notificationId()),
                                    "occasion", text(notice.occasion()),
                                    "orderId", text(notice.orderId()))))
                    .messageId());
        } catch (SnsException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if (REFUSALS.contains(code)) {
                return new Delivery.Refused(code + ": " + e.awsErrorDetails().errorMessage());
            }
            // Throttled, not allowed, not there: nothing is given up for what somebody can put right.
            throw new TransientFailureException("SNS does not take messages: " + e.getMessage(), e);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static String subject(String subject) {
        String ascii = subject.replaceAll("[^ -~]", "?");
        return ascii.length() > LONGEST_SUBJECT ? ascii.substring(0, LONGEST_SUBJECT) : ascii;
    }
}
