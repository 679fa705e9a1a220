package dev.orderflow.web.problem;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.decision.CrowdedException;
import dev.orderflow.eventstore.decision.TooMuchContentionException;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.publication.OverloadedException;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.web.request.RequestIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.core.JacksonException;

/** From whatever a handler throws to a problem document. Nothing leaves as a class name or a stack trace. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class ProblemHandler extends ResponseEntityExceptionHandler {
    /** Publishing catches up, and a contended stream calms, within a second or two. */
    private static final String SOON = "2";

    private static final Pattern VERSION = Pattern.compile("/v(\\d+)(/.*)?");
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    void problem(ProblemException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, e.problem());
    }

    @ExceptionHandler({OverloadedException.class, CrowdedException.class})
    void overloaded(RuntimeException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(
                request,
                response,
                Problem.of(
                                ProblemTypes.OVERLOADED,
                                "Nothing was done. Send the same request again in a moment, with the same idempotency key.")
                        .withHeader(HttpHeaders.RETRY_AFTER, SOON),
                e);
    }

    @ExceptionHandler
    void contended(TooMuchContentionException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(
                request,
                response,
                Problem.of(
                                ProblemTypes.CONTENDED,
                                "Nothing was done. Send the same request again in a moment, with the same idempotency key.")
                        .withHeader(HttpHeaders.RETRY_AFTER, SOON),
                e);
    }

    @ExceptionHandler
    void tooLarge(CommitTooLargeException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(
                request,
                response,
                Problem.of(
                        ProblemTypes.TOO_LARGE_TO_STORE,
                        "Nothing was done. Split the request into several smaller ones."),
                e);
    }

    @ExceptionHandler
    void invalidCursor(InvalidCursorException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemWriter.write(
                request,
                response,
                Problem.of(
                        ProblemTypes.INVALID_CURSOR,
                        "Follow the link rel=\"next\" of the page before, or start again without a cursor.",
                        List.of(InputError.parameter("cursor", "was not made by this list with these filters"))));
    }

    @ExceptionHandler
    void denied(AccessDeniedException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(
                request, response, Problem.of(ProblemTypes.FORBIDDEN, "The token does not allow this request."));
    }

    /** AWS could not be reached or is busy: whether the effect took place may not be known, so the same key is safe. */
    @ExceptionHandler
    void outage(SdkException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean passing = !(e instanceof AwsServiceException answer)
                || answer.isThrottlingException()
                || answer.statusCode() >= 500;
        if (passing) {
            write(request, response, unavailable(), e);
        } else {
            unexpected(e, request, response);
        }
    }

    @ExceptionHandler
    void outage(TransientFailureException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(request, response, unavailable(), e);
    }

    @ExceptionHandler
    void unexpected(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.error(
                "{} {} failed [trace {}]",
                request.getMethod(),
                request.getRequestURI(),
                RequestIdentity.of(request).traceId(),
                e);
        ProblemWriter.write(request, response, internal());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest webRequest) {
        ServletWebRequest exchange = (ServletWebRequest) webRequest;
        HttpServletRequest request = exchange.getRequest();
        HttpServletResponse response = exchange.getResponse();
        if (response == null || response.isCommitted()) {
            return null;
        }
        try {
            Problem problem = translate(e, status, request);
            if (problem.type().status() >= 500) {
                log.error(
                        "{} {} failed [trace {}]",
                        request.getMethod(),
                        request.getRequestURI(),
                        RequestIdentity.of(request).traceId(),
                        e);
            }
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            ProblemWriter.write(request, response, problem);
        } catch (IOException gone) {
            log.debug("The client went away before the answer: {}", gone.toString());
        }
        return null;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException e, WebRequest request) {
        log.debug("The client went away: {}", e.toString());
        return null;
    }

    private static Problem translate(Exception e, HttpStatusCode status, HttpServletRequest request) {
        return switch (e) {
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentNotValidException invalid -> invalidBody(invalid);
            case HandlerMethodValidationException invalid ->
                invalid(ParameterProblems.of((MethodValidationResult) invalid));
            case MethodArgumentTypeMismatchException mismatch -> invalid(ParameterProblems.of(mismatch));
            case MissingServletRequestParameterException missing -> invalid(ParameterProblems.of(missing));
            case MissingRequestHeaderException missing ->
                invalid(List.of(InputError.header(missing.getHeaderName(), "is required")));
            case HttpRequestMethodNotSupportedException unsupported ->
                Problem.of(
                        ProblemTypes.METHOD_NOT_ALLOWED,
                        unsupported.getMethod() + " is not taken here"
                                + (unsupported.getSupportedMethods() == null
                                        ? "."
                                        : "; use " + String.join(" or ", unsupported.getSupportedMethods()) + "."));
            case HttpMediaTypeNotSupportedException unsupported ->
                Problem.of(
                        ProblemTypes.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as "
                                + unsupported.getSupportedMediaTypes().stream()
                                        .filter(type -> type.isConcrete())
                                        .map(Object::toString)
                                        .distinct()
                                        .limit(5)
                                        .collect(Collectors.joining(" or "))
                                + " and say so in Content-Type.");
            default -> byStatus(status.value(), request);
        };
    }

    /** For what Spring refuses by status alone, and for error dispatches. */
    static Problem byStatus(int status, HttpServletRequest request) {
        return switch (status) {
            case 401 -> Problem.of(ProblemTypes.UNAUTHENTICATED, "Send a valid bearer token.");
            case 403 -> Problem.of(ProblemTypes.FORBIDDEN, "The token does not allow this request.");
            case 404 -> unknownRoute(request.getRequestURI());
            case 405 -> Problem.of(ProblemTypes.METHOD_NOT_ALLOWED, request.getMethod() + " is not taken here.");
            case 406 ->
                Problem.of(ProblemTypes.NOT_ACCEPTABLE, "Ask for application/json in Accept, or leave Accept away.");
            case 413 -> Problem.of(ProblemTypes.BODY_TOO_LARGE, "Send a smaller body.");
            case 415 -> Problem.of(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
            case 503 -> unavailable();
            default ->
                status < 500
                        ? Problem.of(
                                ProblemTypes.BAD_REQUEST, "Compare the request with the interface's documentation.")
                        : internal();
        };
    }

    private static Problem unknownRoute(String path) {
        Matcher version = VERSION.matcher(path);
        if (version.matches() && !version.group(1).equals("1")) {
            return Problem.of(
                    ProblemTypes.UNKNOWN_API_VERSION,
                    "There is no version v" + version.group(1) + " of this interface; use v1.");
        }
        return Problem.of(
                ProblemTypes.UNKNOWN_ROUTE,
                "Compare the path with the interface's documentation; paths start with /v1/.");
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        if (e.getCause() instanceof JacksonException json) {
            return JsonProblems.of(json);
        }
        return invalid(List.of(InputError.body("", "is required: the request has no body that can be read")));
    }

    private static Problem invalidBody(MethodArgumentNotValidException e) {
        List<InputError> errors = new ArrayList<>();
        for (FieldError error : e.getBindingResult().getFieldErrors()) {
            errors.add(InputError.body(
                    "/" + error.getField().replace('.', '/').replace("[", "/").replace("]", ""),
                    String.valueOf(error.getDefaultMessage())));
        }
        e.getBindingResult()
                .getGlobalErrors()
                .forEach(error -> errors.add(InputError.body("", String.valueOf(error.getDefaultMessage()))));
        return invalid(errors);
    }

    private static Problem invalid(List<InputError> errors) {
        return Problem.of(ProblemTypes.INVALID_REQUEST, "Correct what is named in errors.", errors);
    }

    private static Problem unavailable() {
        return Problem.of(
                        ProblemTypes.UNAVAILABLE,
                        "Send the same request again in a moment; with the same idempotency key that is safe.")
                .withHeader(HttpHeaders.RETRY_AFTER, SOON);
    }

    private static Problem internal() {
        return Problem.of(
                ProblemTypes.INTERNAL, "The traceId finds the cause in our logs. The same request may work later.");
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Problem problem, Exception e)
            throws IOException {
        log.warn(
                "{} {} answered {} [trace {}]: {}",
                request.getMethod(),
                request.getRequestURI(),
                problem.type().code(),
                RequestIdentity.of(request).traceId(),
                e.toString());
        ProblemWriter.write(request, response, problem);
    }
}
