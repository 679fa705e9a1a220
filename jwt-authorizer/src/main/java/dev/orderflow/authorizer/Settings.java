package dev.orderflow.authorizer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Map;

/** What the function is told by its environment. */
record Settings(String issuer, String audience, JWKSource<SecurityContext> keys, CachedReads cachedReads) {

    static Settings of(Map<String, String> environment) {
        URI keys = URI.create(required(environment, "JWT_JWKS_URI"));
        if (!"https".equals(keys.getScheme())) {
            throw new IllegalArgumentException(
                    "JWT_JWKS_URI must be https, or anybody on the way could hand out keys of their own: " + keys);
        }
        return new Settings(
                required(environment, "JWT_ISSUER"),
                required(environment, "JWT_AUDIENCE"),
                IssuerKeys.from(url(keys)),
                CachedReads.parse(environment.getOrDefault("CACHED_READS", "")));
    }

    static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("JWT_JWKS_URI is not a URL: " + uri, e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + name + " is missing");
        }
        return value;
    }
}
