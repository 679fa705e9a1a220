package dev.orderflow.edge.issuer;

import dev.orderflow.edge.problem.Problem;
import dev.orderflow.edge.problem.Problem.ParameterError;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class IssuerController {

    private static final Set<String> PARAMETERS = Set.of("client", "sub", "ttl");

    /** What the HTTP contract takes as a customer. */
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private static final long DEFAULT_TTL = 3_600;

    /** A day, so that a demo left open over lunch works on and a token that leaked into a log does not work for ever. */
    private static final long LONGEST_TTL = 86_400;

    private final LocalIssuer issuer;

    IssuerController(LocalIssuer issuer) {
        this.issuer = issuer;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> keys() {
        return issuer.publicKeys();
    }

    @GetMapping(path = "/.well-known/openid-configuration", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> configuration() {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("issuer", issuer.url());
        configuration.put("jwks_uri", issuer.url() + "/.well-known/jwks.json");
        configuration.put("token_endpoint", issuer.url() + "/local-issuer/token");
        configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
        configuration.put("response_types_supported", List.of("token"));
        configuration.put("subject_types_supported", List.of("public"));
        configuration.put(
                "scopes_supported", List.of(LocalClient.OPERATOR.scope().split(" ")));
        return configuration;
    }

    /**
     * A token for the asking: form fields {@code client} ({@code customer} or {@code operator}), and optionally {@code sub}
     * and {@code ttl} in seconds (negative: expired already).
     */
    @PostMapping(path = "/local-issuer/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@RequestParam MultiValueMap<String, String> form, HttpServletRequest request) {
        List<ParameterError> errors = new ArrayList<>();
        form.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .forEach(name -> errors.add(new ParameterError(name, "is not a field of this form")));
        LocalClient client =
                LocalClient.of(String.valueOf(single(form, "client", errors))).orElse(null);
        if (client == null) {
            errors.add(new ParameterError("client", "must be customer or operator"));
        }
        String subject = single(form, "sub", errors);
        if (subject != null && !SUBJECT.matcher(subject).matches()) {
            errors.add(new ParameterError("sub", "must be 1 to 100 of A-Z a-z 0-9 . _ -"));
        }
        String ttlText = single(form, "ttl", errors);
        Long ttl = ttlText == null ? Long.valueOf(DEFAULT_TTL) : seconds(ttlText);
        if (ttl == null) {
            errors.add(new ParameterError(
                    "ttl", "must be a number of seconds from -" + LONGEST_TTL + " to " + LONGEST_TTL + ", not 0"));
        }
        if (client == null || ttl == null || !errors.isEmpty()) {
            return Problem.of(
                            400,
                            "invalid-request",
                            "Some fields of the request are not valid",
                            "Correct what is named in errors.")
                    .withErrors(errors)
                    .about(request)
                    .toEntity();
        }
        String token =
                issuer.token(client, subject == null ? client.defaultSubject() : subject, Duration.ofSeconds(ttl));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", token);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", ttl);
        answer.put("scope", client.scope());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer);
    }

    private static @Nullable String single(
            MultiValueMap<String, String> form, String name, List<ParameterError> errors) {
        List<String> values = form.get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            errors.add(new ParameterError(name, "must be there once"));
        }
        return values.getFirst();
    }

    private static @Nullable Long seconds(String text) {
        try {
            long seconds = Long.parseLong(text);
            return seconds == 0 || seconds < -LONGEST_TTL || seconds > LONGEST_TTL ? null : seconds;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
