package dev.orderflow.web.problem;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Jackson refuses, in words for clients. */
public final class JsonProblems {
    private JsonProblems() {}

    public static Problem of(JacksonException e) {
        if (e instanceof StreamReadException || e instanceof StreamConstraintsException) {
            return malformed(e);
        }
        if (e instanceof MismatchedInputException && e.getPath().isEmpty() && trailing(e)) {
            return Problem.of(ProblemTypes.MALFORMED_JSON, "Something follows the end of the JSON value.");
        }
        return Problem.of(
                ProblemTypes.INVALID_REQUEST,
                "Correct what is named in errors.",
                List.of(InputError.body(pointer(e), detail(e))));
    }

    /** The JSON pointer of the place that the exception is about. */
    public static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            pointer.append('/');
            pointer.append(
                    step.getPropertyName() == null ? String.valueOf(step.getIndex()) : escape(step.getPropertyName()));
        }
        return pointer.toString();
    }

    /** A name as a segment of a JSON pointer. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String detail(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "is not a known field";
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + Expectations.of(mismatch.getTargetType());
            default -> "is not valid";
        };
    }

    private static boolean trailing(JacksonException e) {
        return e.getOriginalMessage().startsWith("Trailing token");
    }

    private static Problem malformed(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Problem.of(ProblemTypes.MALFORMED_JSON, "The JSON breaks off" + where + ": " + words(e) + ".");
    }

    /** Jackson's first sentence, without its remarks in brackets about sources and features. */
    private static String words(JacksonException e) {
        String first = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        String plain = first.replaceAll(
                        "\\s*\\((start marker|for Object|for Array|through|or|code|source)[^)]*\\)?\\)?", "")
                .replaceAll("\\s*\\[(Source|through)[^\\]]*\\]", "")
                .replaceAll("`[^`]*`", "a setting");
        return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
    }
}
