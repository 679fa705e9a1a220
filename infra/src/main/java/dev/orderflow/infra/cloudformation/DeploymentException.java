package dev.orderflow.infra.cloudformation;

/** Something could not be deployed; the message is for the person at the terminal. */
public final class DeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
