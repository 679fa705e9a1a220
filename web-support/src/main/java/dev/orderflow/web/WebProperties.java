package dev.orderflow.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The web side's own settings.
 *
 * @param bodyLimit largest body of a request
 * @param openPaths patterns of paths that need no token, beside health
 * @param allowedOrigins of web pages that may read answers, as {@code https://console.example.com}
 */
@ConfigurationProperties("orderflow.web")
record WebProperties(
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue List<String> openPaths,
        @DefaultValue List<String> allowedOrigins) {}
