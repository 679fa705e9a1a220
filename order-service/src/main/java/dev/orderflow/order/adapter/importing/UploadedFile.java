package dev.orderflow.order.adapter.importing;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The body of an upload, after a look at whether it is what its headers say. */
final class UploadedFile {
    private static final int BUFFER = 64 * 1024;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private UploadedFile() {}

    /** @throws ProblemException 415 or 400 where it is not */
    static InputStream of(HttpServletRequest request) throws IOException {
        MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
        if (type.getCharset() != null
                && !type.getCharset().equals(StandardCharsets.UTF_8)
                && !type.getCharset().equals(StandardCharsets.US_ASCII)) {
            throw new ProblemException(ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send the file in UTF-8.");
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !isOneOf(encoding, "gzip", "x-gzip", "identity")) {
            throw new ProblemException(
                    ProblemTypes.UNSUPPORTED_MEDIA_TYPE, "Send the file as it is, or with Content-Encoding gzip.");
        }
        boolean saidToBePacked = isOneOf(type.getSubtype(), "gzip", "x-gzip") || isOneOf(encoding, "gzip", "x-gzip");
        InputStream body = new BufferedInputStream(request.getInputStream(), BUFFER);
        if (saidToBePacked && !isGzip(body)) {
            throw new ProblemException(
                    ImportController.UNREADABLE,
                    "Nothing was started. Send a gzip file, or CSV as text/csv.",
                    List.of(InputError.body("", "is not gzip, as the headers say it is")));
        }
        return body;
    }

    private static boolean isGzip(InputStream body) throws IOException {
        body.mark(2);
        boolean gzip = body.read() == GZIP_FIRST && body.read() == GZIP_SECOND;
        body.reset();
        return gzip;
    }

    private static boolean isOneOf(@Nullable String value, String... these) {
        for (String one : these) {
            if (one.equalsIgnoreCase(value)) {
                return true;
            }
        }
        return false;
    }
}
