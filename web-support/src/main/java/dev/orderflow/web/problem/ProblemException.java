package dev.orderflow.web.problem;

import java.util.List;

/** Ends the handling of a request with a problem document. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // A refusal is an answer: its stack trace would cost time and say nothing.
        super(problem.type().code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(ProblemType type, String detail, List<InputError> errors) {
        this(Problem.of(type, detail, errors));
    }

    public Problem problem() {
        return problem;
    }
}
