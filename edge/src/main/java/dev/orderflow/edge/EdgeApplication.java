package dev.orderflow.edge;

import dev.orderflow.edge.routing.Upstream;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** The local entry point. */
@SpringBootApplication
@EnableConfigurationProperties(EdgeProperties.class)
public class EdgeApplication {

    private static final Logger log = LoggerFactory.getLogger(EdgeApplication.class);

    public static void main(String[] args) {
        SpringApplication.run(EdgeApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> sayWhatGoesWhere(EdgeProperties properties) {
        return ready -> {
            String upstreams = Arrays.stream(Upstream.values())
                    .map(upstream -> upstream.serviceName() + " at " + properties.urlOf(upstream))
                    .collect(Collectors.joining(", "));
            int port = ready.getApplicationContext() instanceof ServletWebServerApplicationContext web
                            && web.getWebServer() != null
                    ? web.getWebServer().getPort()
                    : -1;
            log.info("The edge listens on port {} and routes to {}", port, upstreams);
        };
    }
}
