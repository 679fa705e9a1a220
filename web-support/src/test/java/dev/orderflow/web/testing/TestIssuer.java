package dev.orderflow.web.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** An issuer of tokens for tests: keys of its own, served over HTTP as the real one serves them. */
public final class TestIssuer implements AutoCloseable {
    private final RSAKey key;
    private final HttpServer server;

    private TestIssuer(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    public static TestIssuer start() {
        try {
            RSAKey key = newKey();
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/.well-known/jwks.json", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.start();
            return new TestIssuer(key, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Points a service at this issuer; to be given {@code registry::add} of a dynamic property source. */
    public void configure(BiConsumer<String, Supplier<Object>> properties) {
        properties.accept("spring.security.oauth2.resourceserver.jwt.issuer-uri", this::url);
    }

    public String customer(String customerId) {
        return token(customerId, "orders:write", "orders:read");
    }

    public String operator() {
        return token("operator", "orders:write", "orders:read", "catalog:write", "operations");
    }

    public String token(String subject, String... scopes) {
        return sign(key, claims(subject, scopes).build());
    }

    public String expired(String subject, String... scopes) {
        Instant past = Instant.now().minus(Duration.ofHours(2));
        return sign(
                key,
                claims(subject, scopes)
                        .issueTime(Date.from(past))
                        .expirationTime(Date.from(past.plusSeconds(60)))
                        .build());
    }

    /** Right in everything but the key. */
    public String forged(String subject, String... scopes) {
        return sign(newKey(), claims(subject, scopes).build());
    }

    public String forAudience(String audience, String subject, String... scopes) {
        return sign(key, claims(subject, scopes).audience(audience).build());
    }

    public String fromIssuer(String issuer, String subject, String... scopes) {
        return sign(key, claims(subject, scopes).issuer(issuer).build());
    }

    private JWTClaimsSet.Builder claims(String subject, String... scopes) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(List.of("orderflow"))
                .subject(subject)
                .claim("scope", String.join(" ", scopes))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("test")
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
