package dev.orderflow.web.problem;

import java.util.List;

/** The kinds of problem that any service may answer with. */
public final class ProblemTypes {
    public static final ProblemType MALFORMED_JSON =
            new ProblemType("malformed-json", 400, "The body is not well-formed JSON");
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "Some fields of the request are not valid");
    public static final ProblemType BAD_REQUEST =
            new ProblemType("bad-request", 400, "The request cannot be understood");
    public static final ProblemType INVALID_CURSOR =
            new ProblemType("invalid-cursor", 400, "The cursor is not one that this list gave out");
    public static final ProblemType IDEMPOTENCY_KEY_REQUIRED =
            new ProblemType("idempotency-key-required", 400, "The header Idempotency-Key is required");
    public static final ProblemType IDEMPOTENCY_KEY_INVALID =
            new ProblemType("idempotency-key-invalid", 400, "The header Idempotency-Key is not valid");
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "A valid bearer token is required");
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "This is not allowed");
    public static final ProblemType INSUFFICIENT_SCOPE =
            new ProblemType("insufficient-scope", 403, "The token lacks a scope");
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404, "There is no such resource");
    public static final ProblemType UNKNOWN_ROUTE =
            new ProblemType("unknown-route", 404, "There is nothing at this path");
    public static final ProblemType UNKNOWN_API_VERSION =
            new ProblemType("unknown-api-version", 404, "There is no such version of this interface");
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "The resource does not take this method");
    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", 406, "The resource cannot be had in this media type");
    public static final ProblemType CONFLICT =
            new ProblemType("conflict", 409, "The request conflicts with the resource's state");
    public static final ProblemType VERSION_MISMATCH =
            new ProblemType("version-mismatch", 412, "The resource is at another version");
    public static final ProblemType BODY_TOO_LARGE =
            new ProblemType("body-too-large", 413, "The body is larger than is taken");
    public static final ProblemType TOO_LARGE_TO_STORE =
            new ProblemType("too-large-to-store", 413, "The request holds more than one commit can");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The resource does not take this media type");
    public static final ProblemType UNPROCESSABLE =
            new ProblemType("unprocessable", 422, "The request is well-formed and cannot be done");
    public static final ProblemType IDEMPOTENCY_KEY_REUSED =
            new ProblemType("idempotency-key-reused", 422, "The key was used before for another content");
    public static final ProblemType PRECONDITION_REQUIRED =
            new ProblemType("precondition-required", 428, "The header If-Match is required");
    public static final ProblemType INTERNAL = new ProblemType("internal", 500, "Something went wrong on our side");
    public static final ProblemType OVERLOADED =
            new ProblemType("overloaded", 503, "More is asked than can be done right now");
    public static final ProblemType CONTENDED =
            new ProblemType("contended", 503, "Too many change the same resource right now");
    public static final ProblemType UNAVAILABLE =
            new ProblemType("unavailable", 503, "Something that is needed cannot be reached right now");

    /** All of the above, for the documentation. */
    public static final List<ProblemType> ALL = List.of(
            MALFORMED_JSON,
            INVALID_REQUEST,
            BAD_REQUEST,
            INVALID_CURSOR,
            IDEMPOTENCY_KEY_REQUIRED,
            IDEMPOTENCY_KEY_INVALID,
            UNAUTHENTICATED,
            FORBIDDEN,
            INSUFFICIENT_SCOPE,
            NOT_FOUND,
            UNKNOWN_ROUTE,
            UNKNOWN_API_VERSION,
            METHOD_NOT_ALLOWED,
            NOT_ACCEPTABLE,
            CONFLICT,
            VERSION_MISMATCH,
            BODY_TOO_LARGE,
            TOO_LARGE_TO_STORE,
            UNSUPPORTED_MEDIA_TYPE,
            UNPROCESSABLE,
            IDEMPOTENCY_KEY_REUSED,
            PRECONDITION_REQUIRED,
            INTERNAL,
            OVERLOADED,
            CONTENDED,
            UNAVAILABLE);

    private ProblemTypes() {}
}
