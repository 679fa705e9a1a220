package dev.orderflow.edge.pages;

import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The OpenAPI document, and Swagger UI to read and try it. */
@RestController
class DocsController {

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final Map<String, Served> files;

    private record Served(Resource resource, MediaType type) {}

    DocsController(@Value("${orderflow.edge.swagger-ui-version}") String swaggerUi) {
        String webjar = "META-INF/resources/webjars/swagger-ui/" + swaggerUi + "/";
        files = Map.of(
                "openapi.yaml",
                new Served(new ClassPathResource("dev/orderflow/edge/api/openapi.yaml"), YAML),
                "docs.js",
                new Served(
                        new ClassPathResource("dev/orderflow/edge/pages/docs.js"),
                        MediaType.parseMediaType("text/javascript;charset=UTF-8")),
                "swagger-ui.css",
                new Served(
                        new ClassPathResource(webjar + "swagger-ui.css"),
                        MediaType.parseMediaType("text/css;charset=UTF-8")),
                "swagger-ui-bundle.js",
                new Served(
                        new ClassPathResource(webjar + "swagger-ui-bundle.js"),
                        MediaType.parseMediaType("text/javascript;charset=UTF-8")));
        files.forEach((name, file) -> {
            if (!file.resource().exists()) {
                throw new IllegalStateException("The build left out " + name + ": " + file.resource());
            }
        });
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                + " font-src data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(new ClassPathResource("dev/orderflow/edge/pages/docs.html"));
    }

    /** Only these files; a name that is not among them is a 404, so no path can be made up. */
    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> file(@PathVariable String name) {
        Served file = files.get(name);
        if (file == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(file.type())
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .header("X-Content-Type-Options", "nosniff")
                .body(file.resource());
    }
}
