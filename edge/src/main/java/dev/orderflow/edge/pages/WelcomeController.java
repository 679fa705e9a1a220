package dev.orderflow.edge.pages;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WelcomeController {

    private static final String BODY = """
            <p>Every request enters here and goes on to the service that owns its path. Where to look:</p>
            <table>
            <tr><td><a href="/docs">/docs</a></td><td>the API: read it, and try it with a token made for you</td></tr>
            <tr><td><a href="/inbox">/inbox</a></td><td>the e-mails that customers were sent</td></tr>
            <tr><td><a href="/actuator/health">/actuator/health</a></td><td>this entry point's own health; <code>./orderflow status</code> knows about all</td></tr>
            <tr><td><a href="/.well-known/jwks.json">/.well-known/jwks.json</a></td><td>the public key of the local tokens</td></tr>
            </table>
            <h2>An order, by hand</h2>
            <pre>CUSTOMER=$(./orderflow token customer)
            OPERATOR=$(./orderflow token operator)

            curl -X PUT %1$s/v1/products/MUG-1 -H "Authorization: Bearer $OPERATOR" -H 'Content-Type: application/json' \\
              -d '{"description": "A mug", "unitPrice": {"amount": 499, "currency": "GBP"}}'
            curl %1$s/v1/stock/MUG-1/receipts -H "Authorization: Bearer $OPERATOR" -H 'Content-Type: application/json' \\
              -H 'Idempotency-Key: first-delivery' -d '{"quantity": 10, "reason": "First delivery"}'
            curl -i %1$s/v1/orders -H "Authorization: Bearer $CUSTOMER" -H 'Content-Type: application/json' \\
              -H 'Idempotency-Key: my-first-order' \\
              -d '{"lines": [{"sku": "MUG-1", "quantity": 2}], "payment": {"card": "tok_approve"},
                   "contact": {"name": "Ada Lovelace", "email": "ada@example.com"}}'
            curl %1$s/v1/orders -H "Authorization: Bearer $CUSTOMER"</pre>
            <p class="quiet">Without the launcher: <code>curl %1$s/local-issuer/token -d client=customer</code> answers with a token too.
            Tokens from here are for local use only.</p>
            """;

    @GetMapping("/")
    ResponseEntity<String> welcome(HttpServletRequest request) {
        String here = Html.escape("http://" + request.getServerName() + ":" + request.getServerPort());
        return Html.page(200, "Orderflow", BODY.formatted(here));
    }
}
