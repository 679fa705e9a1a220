package dev.orderflow.web.security;

import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** What the security filters refuse, as problem documents. */
final class TokenProblems implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof AuthenticationServiceException) {
            ProblemWriter.write(
                    request,
                    response,
                    Problem.of(
                                    ProblemTypes.UNAVAILABLE,
                                    "The issuer's keys cannot be fetched, so no token can be checked. Try again in a moment.")
                            .withHeader(HttpHeaders.RETRY_AFTER, "5"));
            return;
        }
        if (e instanceof OAuth2AuthenticationException) {
            String reason = reason(e);
            ProblemWriter.write(
                    request,
                    response,
                    Problem.of(ProblemTypes.UNAUTHENTICATED, reason + " Get a new token and send the request again.")
                            .withHeader(
                                    HttpHeaders.WWW_AUTHENTICATE,
                                    "Bearer error=\"invalid_token\", error_description=\"" + reason + "\""));
            return;
        }
        ProblemWriter.write(
                request,
                response,
                Problem.of(
                                ProblemTypes.UNAUTHENTICATED,
                                "Send a token in the header Authorization, as Bearer and a space and the token.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"orderflow\""));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        ProblemWriter.write(
                request, response, Scopes.missing(List.of(Scopes.OPERATIONS)).problem());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problem.of(
                        ProblemTypes.BAD_REQUEST,
                        "The path or a header holds characters that are not taken, such as an encoded slash."));
    }

    /** One sentence without quotes, so that it fits into a header as it is. */
    private static String reason(AuthenticationException e) {
        if (e.getCause() instanceof JwtValidationException invalid) {
            return invalid.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .map(TokenProblems::reworded)
                    .distinct()
                    .collect(Collectors.joining(" "));
        }
        return "The token is not one that the issuer signed.";
    }

    private static String reworded(@org.jspecify.annotations.Nullable String description) {
        if (description == null) {
            return "The token is not valid.";
        }
        if (description.startsWith("Jwt expired")) {
            return "The token has expired.";
        }
        if (description.startsWith("Jwt used before")) {
            return "The token is not valid yet.";
        }
        if (description.contains("iss")) {
            return "The token is from another issuer.";
        }
        if (description.contains("aud")) {
            return "The token is for another audience.";
        }
        return "The token is not valid.";
    }
}
