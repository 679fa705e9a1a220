package dev.orderflow.web.body;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.JsonProblems;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads records through {@link RecordBinder}; everything else, and all writing, is Spring's own. */
public final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {
    private final RecordBinder binder;

    public StrictJsonConverter(JsonMapper mapper, Validator validator) {
        super(mapper);
        this.binder = new RecordBinder(mapper, validator);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        Class<?> target = type.resolve(Object.class);
        refuseEncodings(message.getHeaders());
        return target.isRecord() ? readRecord(target, message) : super.read(type, message, hints);
    }

    private Object readRecord(Class<?> type, HttpInputMessage message) throws IOException {
        RecordBinder.Bound bound = binder.bind(tree(message), type);
        if (bound.value() == null) {
            int unnamed = bound.errorCount() - bound.errors().size();
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors" + (unnamed == 0 ? "." : ", and " + unnamed + " more like it."),
                    bound.errors());
        }
        return bound.value();
    }

    private JsonNode tree(HttpInputMessage message) throws IOException {
        JsonNode tree;
        try {
            tree = getMapper().readTree(message.getBody());
        } catch (JacksonException e) {
            // The body's limit is kept by the stream, and Jackson wraps what the stream throws.
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new ProblemException(JsonProblems.of(e));
        }
        if (tree.isMissingNode()) {
            throw new ProblemException(
                    ProblemTypes.INVALID_REQUEST,
                    "Correct what is named in errors.",
                    List.of(InputError.body("", "is required: the request has an empty body")));
        }
        return tree;
    }

    private static void refuseEncodings(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send JSON without Content-Encoding; it is not decompressed.");
        }
        MediaType type = headers.getContentType();
        Charset charset = type == null ? null : type.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
            throw new ProblemException(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send JSON in UTF-8.");
        }
    }
}
