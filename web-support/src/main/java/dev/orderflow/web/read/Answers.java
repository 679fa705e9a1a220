package dev.orderflow.web.read;

import dev.orderflow.eventstore.view.Views;
import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers to the read of one resource, or of a list that belongs to one, with all the headers that belong to it. */
public final class Answers {
    private Answers() {}

    /**
     * 200 with entity tag and freshness, 304 where the client has it already, 404 where it is not there.
     *
     * @param what for the 404, such as {@code "order"}; it must not tell "not yours" from "not there"
     */
    public static <T, B> ResponseEntity<B> of(
            HttpServletRequest request,
            ReadDemand demand,
            ReadYourWrites.Read<T> read,
            ToLongFunction<T> version,
            Function<T, B> shown,
            String what) {
        T found = found(demand, read, what);
        String tag = ETags.of(version.applyAsLong(found));
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(tag);
        if (demand.isMade()) {
            headers.set(Freshness.HEADER, read.freshness().headerValue());
        }
        if (ETags.unchanged(request.getHeader(HttpHeaders.IF_NONE_MATCH), version.applyAsLong(found))) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        return new ResponseEntity<>(shown.apply(found), headers, HttpStatus.OK);
    }

    /**
     * A page of what belongs to one resource: as new as the resource is.
     *
     * @param read the resource, read before the page was
     */
    public static <S, B> ResponseEntity<ItemList<B>> page(
            ReadDemand demand, ReadYourWrites.Read<?> read, Views.Page<S> page, Function<S, B> shown) {
        ResponseEntity<ItemList<B>> answer = ItemList.of(page, shown);
        if (!demand.isMade()) {
            return answer;
        }
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(Freshness.HEADER, read.freshness().headerValue())
                .body(answer.getBody());
    }

    /**
     * What was read, or a 404 that says whether it may still come.
     *
     * @param what as in {@link #of}
     */
    public static <T> T found(ReadDemand demand, ReadYourWrites.Read<T> read, String what) {
        return read.value().orElseThrow(() -> notFound(demand, read.freshness(), what));
    }

    private static ProblemException notFound(ReadDemand demand, Freshness freshness, String what) {
        Problem problem = Problem.of(ProblemTypes.NOT_FOUND, "There is no such " + what + ".");
        return new ProblemException(
                demand.isMade() ? problem.withHeader(Freshness.HEADER, freshness.headerValue()) : problem);
    }
}
