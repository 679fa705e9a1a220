package dev.orderflow.authorizer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a token is the issuer's, for us, and of now: signature, issuer, audience, times, subject. */
final class TokenCheck {
    /** The one algorithm that the services take. */
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

    /** As the services want it; it becomes part of ids and keys. */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenCheck(String issuer, String audience, JWKSource<SecurityContext> keys) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHM, keys));
        // Clocks may differ by a minute, which is the verifier's default and that of the services.
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp")));
    }

    /** @throws KeysUnreachableException where the issuer's keys are not known and cannot be fetched */
    Token check(String token) throws InvalidTokenException {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String scope = claims.getStringClaim("scope");
            return new Token(subject(claims), scope == null ? "" : scope);
        } catch (RateLimitReachedException e) {
            // Its key is not among those fetched a moment ago: as good as unknown, until they are fetched again.
            throw new InvalidTokenException("signed with a key that the issuer does not have", e);
        } catch (KeySourceException e) {
            throw new KeysUnreachableException(e);
        } catch (ParseException e) {
            throw new InvalidTokenException("not a token", e);
        } catch (BadJOSEException | JOSEException e) {
            throw new InvalidTokenException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String subject(JWTClaimsSet claims) throws InvalidTokenException {
        String subject = claims.getSubject();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new InvalidTokenException(
                    "the subject is not 1 to 100 letters, digits, dots, underscores or hyphens");
        }
        return subject;
    }
}
