package dev.orderflow.notification.adapter.topic;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Finds the topic's ARN; where nobody else creates it, creates it with a queue in which its messages can be looked at. */
public final class BackOfficeTopic {
    private static final Logger log = LoggerFactory.getLogger(BackOfficeTopic.class);

    private BackOfficeTopic() {}

    /**
     * @param topicArn the configured one, or null
     * @throws IllegalStateException where it is neither configured nor to be created
     */
    public static String arn(
            @Nullable String topicArn, boolean create, String topic, String queue, SnsClient sns, SqsClient sqs) {
        if (topicArn != null) {
            return topicArn;
        }
        if (!create) {
            throw new IllegalStateException(
                    "The back office's topic is not known: set orderflow.notifications.back-office.topic-arn to its ARN,"
                            + " or orderflow.provision to true to have it created");
        }
        return create(topic, queue, sns, sqs);
    }

    /** Creating what is there already changes nothing: each of these calls is idempotent. */
    private static String create(String topic, String queue, SnsClient sns, SqsClient sqs) {
        String topicArn = sns.createTopic(create -> create.name(topic)).topicArn();
        String queueUrl = sqs.createQueue(create -> create.queueName(queue)).queueUrl();
        String queueArn = Objects.requireNonNull(
                sqs.getQueueAttributes(get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                        .attributes()
                        .get(QueueAttributeName.QUEUE_ARN),
                "SQS did not tell the queue's ARN");
        sqs.setQueueAttributes(set ->
                set.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, mayDeliver(topicArn, queueArn))));
        sns.subscribe(subscribe ->
                subscribe.topicArn(topicArn).protocol("sqs").endpoint(queueArn).returnSubscriptionArn(true));
        log.info("The back office is told on the topic {}; the queue {} gets all of it", topic, queue);
        return topicArn;
    }

    private static String mayDeliver(String topicArn, String queueArn) {
        return """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, \
                "Action": "sqs:SendMessage", "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}""".formatted(queueArn, topicArn);
    }
}
