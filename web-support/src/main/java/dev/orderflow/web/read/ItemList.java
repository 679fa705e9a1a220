package dev.orderflow.web.read;

import dev.orderflow.eventstore.view.Views;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The body of every list: its items. Where there are more, the header {@code Link} leads to them. */
public record ItemList<T>(List<T> items) {
    public ItemList {
        items = List.copyOf(items);
    }

    /** A page with each item as clients see it. */
    public static <S, T> ResponseEntity<ItemList<T>> of(Views.Page<S> page, Function<S, T> shown) {
        return of(page.items().stream().map(shown).toList(), page.next());
    }

    /** @param next cursor of the next page, or null where this is the last */
    public static <T> ResponseEntity<ItemList<T>> of(List<T> items, @Nullable String next) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            // A relative reference holds behind every gateway; the filters of the request stay in it.
            String query = ServletUriComponentsBuilder.fromCurrentRequest()
                    .replaceQueryParam("cursor", "{cursor}")
                    .encode()
                    .buildAndExpand(next)
                    .getQuery();
            String path =
                    ServletUriComponentsBuilder.fromCurrentRequestUri().build().getPath();
            answer.header(HttpHeaders.LINK, "<" + path + "?" + query + ">; rel=\"next\"");
        }
        return answer.body(new ItemList<>(items));
    }
}
