package dev.orderflow.gatewaysim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** A problem document (RFC 9457). {@code errors} names every bad field of an input, and is absent otherwise. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, String code, List<FieldError> errors) {

    /** One bad field, by JSON pointer. */
    record FieldError(String pointer, String detail) {}

    static Problem of(int status, String code, String title, String detail) {
        return of(status, code, title, detail, List.of());
    }

    static Problem of(int status, String code, String title, String detail, List<FieldError> errors) {
        return new Problem("urn:orderflow:gateway:problem:" + code, title, status, detail, code, errors);
    }
}
