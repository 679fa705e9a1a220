package dev.orderflow.web.problem;

/**
 * One bad part of the input: what it is and what it should be.
 *
 * @param source where to look
 * @param name a JSON pointer (RFC 6901) into the body, or the name of the parameter or header
 * @param detail what is wrong, to be read after the name: "must be at least 1"
 */
public record InputError(Source source, String name, String detail) {

    /** The part of a request; its word is the member of the problem document that carries the name. */
    public enum Source {
        BODY("pointer"),
        PARAMETER("parameter"),
        HEADER("header");

        private final String member;

        Source(String member) {
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    /** @param pointer such as {@code /lines/0/quantity}; empty for the body as a whole */
    public static InputError body(String pointer, String detail) {
        return new InputError(Source.BODY, pointer, detail);
    }

    /** A parameter of the path or the query. */
    public static InputError parameter(String name, String detail) {
        return new InputError(Source.PARAMETER, name, detail);
    }

    public static InputError header(String name, String detail) {
        return new InputError(Source.HEADER, name, detail);
    }
}
