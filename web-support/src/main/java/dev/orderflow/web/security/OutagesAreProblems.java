package dev.orderflow.web.security;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;

/** An issuer that cannot be reached is answered 503, where Spring Security would let the exception fall. */
final class OutagesAreProblems implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {
    private final TokenProblems problems;

    OutagesAreProblems(TokenProblems problems) {
        this.problems = problems;
    }

    @Override
    public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(problems);
        handler.setRethrowAuthenticationServiceException(false);
        filter.setAuthenticationFailureHandler(handler);
        return filter;
    }
}
