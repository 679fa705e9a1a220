package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.service.application.verification.UnattendedVerification;
import dev.orderflow.eventstore.service.application.verification.Verifications;
import dev.orderflow.eventstore.spring.EndOfProcess;
import dev.orderflow.eventstore.spring.RegularLook;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@code orderflow.verification.run=true}: this start proves the archive, and ends with the verdict as its exit code. The
 * archiver runs meanwhile, so that what only the stream had comes into the archive.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("orderflow.verification.run")
@EnableConfigurationProperties(VerificationRunProperties.class)
class VerificationRunConfiguration {
    /** Whom the verifications that are kept name. */
    private static final String REQUESTED_BY = "orderflow.verification.run";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(VerificationRunConfiguration.class);

    @Bean
    RegularLook verificationRun(
            Verifications verifications, VerificationRunProperties properties, InstantSource clock) {
        UnattendedVerification verification =
                new UnattendedVerification(verifications, REQUESTED_BY, properties.within(), clock);
        return new RegularLook(
                "verification-run",
                LOOK_EVERY,
                () -> verification.look().ifPresent(verdict -> {
                    log.info("VERDICT {}", verdict);
                    EndOfProcess.orderly(verdict.exitCode());
                }));
    }
}
