package dev.orderflow.web.problem;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What is wrong with parameters of path and query, in our words. */
public final class ParameterProblems {
    private ParameterProblems() {}

    /**
     * What kept one parameter from being read.
     *
     * @return empty where it was something else
     */
    public static List<InputError> of(Exception e) {
        return switch (e) {
            case MethodArgumentTypeMismatchException mismatch ->
                List.of(InputError.parameter(mismatch.getName(), expected(mismatch)));
            case MissingServletRequestParameterException missing ->
                List.of(InputError.parameter(missing.getParameterName(), "is required"));
            case ProblemException refused
            when refused.problem().type().equals(ProblemTypes.INVALID_REQUEST) ->
                refused.problem().errors();
            default -> List.of();
        };
    }

    /** The constraints that parameters do not keep. */
    public static List<InputError> of(MethodValidationResult result) {
        List<InputError> errors = new ArrayList<>();
        result.getParameterValidationResults().forEach(parameter -> errors.addAll(of(parameter)));
        return errors;
    }

    /** The constraints that one parameter does not keep. */
    public static List<InputError> of(ParameterValidationResult result) {
        if (result instanceof ParameterErrors fields) {
            return fields.getFieldErrors().stream()
                    .map(error -> InputError.parameter(error.getField(), String.valueOf(error.getDefaultMessage())))
                    .toList();
        }
        String name = String.valueOf(result.getMethodParameter().getParameterName());
        return result.getResolvableErrors().stream()
                .map(error -> InputError.parameter(name, String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    private static String expected(TypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        return type == null ? "is not valid" : "must be " + Expectations.of(type);
    }
}
