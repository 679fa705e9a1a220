package dev.orderflow.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure with its stack, as text. */
final class Traces {
    private Traces() {}

    static String of(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
