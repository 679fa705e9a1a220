package dev.orderflow.notification.adapter;

import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.spring.AwsClientsAutoConfiguration.ClientMaker;
import dev.orderflow.notification.adapter.mail.SesCourier;
import dev.orderflow.notification.adapter.topic.BackOfficeTopic;
import dev.orderflow.notification.adapter.topic.SnsCourier;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Pace;
import io.awspring.cloud.autoconfigure.AwsClientProperties;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Who carries notices, and what they need. */
@Configuration(proxyBeanMethods = false)
class CourierConfiguration {
    private static final Logger log = LoggerFactory.getLogger(CourierConfiguration.class);

    /** {@code spring.cloud.aws.ses.endpoint} and {@code .region}. */
    static final class SesClientProperties extends AwsClientProperties {}

    /** {@code spring.cloud.aws.sns.endpoint} and {@code .region}. */
    static final class SnsClientProperties extends AwsClientProperties {}

    /** {@code spring.cloud.aws.sqs.endpoint} and {@code .region}. */
    static final class SqsClientProperties extends AwsClientProperties {}

    @Bean
    @ConfigurationProperties("spring.cloud.aws.ses")
    SesClientProperties sesClientProperties() {
        return new SesClientProperties();
    }

    @Bean
    @ConfigurationProperties("spring.cloud.aws.sns")
    SnsClientProperties snsClientProperties() {
        return new SnsClientProperties();
    }

    @Bean
    @ConfigurationProperties("spring.cloud.aws.sqs")
    SqsClientProperties sqsClientProperties() {
        return new SqsClientProperties();
    }

    @Bean
    SesClient sesClient(ClientMaker maker, SesClientProperties properties) {
        return maker.make(SesClient.builder(), properties).build();
    }

    @Bean
    SnsClient snsClient(ClientMaker maker, SnsClientProperties properties) {
        return maker.make(SnsClient.builder(), properties).build();
    }

    @Bean
    SqsClient sqsClient(ClientMaker maker, SqsClientProperties properties) {
        return maker.make(SqsClient.builder(), properties).build();
    }

    @Bean
    Courier mailCourier(NotificationProperties properties, Provisioning provisioning, SesClient ses) {
        NotificationProperties.Mail mail = properties.mail();
        InternetAddress from = sender(mail.from());
        if (provisioning.isEnabled()) {
            ses.verifyEmailIdentity(verify -> verify.emailAddress(from.getAddress()));
        }
        log.info("Mail comes from {}, at most {} a second", from.getAddress(), mail.perSecond());
        return new SesCourier(ses, from, new Pace(mail.perSecond()));
    }

    @Bean
    Courier backOfficeCourier(
            NotificationProperties properties, Provisioning provisioning, SnsClient sns, SqsClient sqs) {
        NotificationProperties.BackOffice backOffice = properties.backOffice();
        String topicArn = BackOfficeTopic.arn(
                backOffice.topicArn(), provisioning.isEnabled(), backOffice.topic(), backOffice.queue(), sns, sqs);
        return new SnsCourier(sns, topicArn, new Pace(backOffice.perSecond()));
    }

    private static InternetAddress sender(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalStateException(
                    "orderflow.notifications.mail.from must be an address such as Orderflow <orders@example.com>: "
                            + from,
                    e);
        }
    }
}
