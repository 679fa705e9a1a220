package dev.orderflow.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * API Gateway's Lambda authorizer of the kind {@code TOKEN}. It answers with a policy that holds for the token wherever it
 * is sent next, because API Gateway keeps the answer by the token alone.
 */
public final class JwtAuthorizer implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    /** API Gateway makes a 401 of exactly this message, and of every other one a failure of the authorizer. */
    static final String UNAUTHORIZED = "Unauthorized";

    private static final System.Logger LOG = System.getLogger(JwtAuthorizer.class.getName());
    private static final Pattern BEARER = Pattern.compile("Bearer +([^ ]+)", Pattern.CASE_INSENSITIVE);

    private final TokenCheck tokens;
    private final CachedReads cachedReads;

    /** As Lambda makes it, once for each instance of the function: keys are kept from one call to the next. */
    public JwtAuthorizer() {
        this(Settings.of(System.getenv()));
    }

    JwtAuthorizer(Settings settings) {
        this.tokens = new TokenCheck(settings.issuer(), settings.audience(), settings.keys());
        this.cachedReads = settings.cachedReads();
    }

    /**
     * @param event {@code authorizationToken}, the header as it came, and {@code methodArn}, what was asked for
     * @throws IllegalStateException with the message {@code Unauthorized} for a token that is not valid
     * @throws KeysUnreachableException where nothing can be said about the token
     */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        Matcher bearer = BEARER.matcher(String.valueOf(event.get("authorizationToken")));
        if (!bearer.matches()) {
            throw new IllegalStateException(UNAUTHORIZED);
        }
        Token token;
        try {
            token = tokens.check(bearer.group(1));
        } catch (InvalidTokenException e) {
            // Never the token itself: who reads the log could use it.
            LOG.log(System.Logger.Level.INFO, "Refused: {0}", e.getMessage());
            throw new IllegalStateException(UNAUTHORIZED, e);
        }
        return Policies.of(token, String.valueOf(event.get("methodArn")), cachedReads.deniedTo(token));
    }
}
