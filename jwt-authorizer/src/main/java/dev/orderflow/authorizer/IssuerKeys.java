package dev.orderflow.authorizer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;

/** The issuer's public keys, fetched when they are needed and kept for a while. */
final class IssuerKeys {
    /** Twice these, for there is a second attempt, must fit into the function's time-out of 10 s. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final Duration READ = Duration.ofMillis(1500);

    /** Issuers have a handful of keys of 2 KB at most. */
    private static final int LARGEST_ANSWER_BYTES = 64 * 1024;

    /** A key that the issuer withdraws is trusted for so long. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Known keys are good for so long where the issuer is down. */
    private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(1);

    /** Whoever sends tokens with made-up key ids causes no more than two fetches in this time. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private IssuerKeys() {}

    static JWKSource<SecurityContext> from(URL url) {
        return from(url, KEPT, BETWEEN_FETCHES);
    }

    static JWKSource<SecurityContext> from(URL url, Duration kept, Duration betweenFetches) {
        long bothAttempts = CONNECT.plus(READ).multipliedBy(2).toMillis();
        return JWKSourceBuilder.create(
                        url,
                        new DefaultResourceRetriever(
                                (int) CONNECT.toMillis(), (int) READ.toMillis(), LARGEST_ANSWER_BYTES))
                // Who waits for the fetch of another call gives up after the second of these, which must be the
                // shorter.
                .cache(kept.toMillis(), Math.min(bothAttempts, kept.toMillis() / 2))
                // Between two calls the function stands still, and its threads with it.
                .refreshAheadCache(false)
                .rateLimited(betweenFetches.toMillis())
                .retrying(true)
                .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                .build();
    }
}
