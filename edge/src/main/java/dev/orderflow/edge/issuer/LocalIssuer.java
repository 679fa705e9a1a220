package dev.orderflow.edge.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.orderflow.edge.EdgeProperties;
import dev.orderflow.edge.request.RandomIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Signs tokens for whoever asks on this machine.
 *
 * <p>For local use only: it identifies nobody. The edge listens on 127.0.0.1; anywhere else the services are given the URL
 * of a real issuer.
 */
@Component
class LocalIssuer {

    static final String AUDIENCE = "orderflow";

    private final RSAKey key;
    private final String url;
    private final Clock clock;

    LocalIssuer(EdgeProperties properties, Clock clock) {
        this.key = SigningKeyFile.readOrMake(properties.issuer().folder());
        this.url = properties.issuer().url().toString();
        this.clock = clock;
    }

    String url() {
        return url;
    }

    /** The public half, as RFC 7517 has it. */
    Map<String, Object> publicKeys() {
        return new JWKSet(key.toPublicJWK()).toJSONObject(true);
    }

    /** @param ttl negative for a token that is expired already, which tests need */
    String token(LocalClient client, String subject, Duration ttl) {
        Instant now = clock.instant();
        Instant expires = now.plus(ttl);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(url)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("scope", client.scope())
                // A token that ended before it began would be refused as malformed, not as expired.
                .issueTime(Date.from(ttl.isNegative() ? expires.minus(ttl.abs()) : now))
                .expirationTime(Date.from(expires))
                .jwtID(RandomIds.next())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The issuer's own key cannot sign", impossible);
        }
        return token.serialize();
    }
}
