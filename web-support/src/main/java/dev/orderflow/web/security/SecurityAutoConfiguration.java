package dev.orderflow.web.security;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.servlet.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.client.RestTemplate;

/** A token on every route but health and documentation. */
@AutoConfiguration(
        before = {OAuth2ResourceServerAutoConfiguration.class, OAuth2ResourceServerWebSecurityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class SecurityAutoConfiguration {
    private static final TokenProblems PROBLEMS = new TokenProblems();

    @Bean
    @ConditionalOnMissingBean
    SecurityFilterChain tokenOnEveryRoute(
            HttpSecurity http, @Value("${orderflow.web.open-paths:}") List<String> openPaths) throws Exception {
        return http.authorizeHttpRequests(routes -> routes.requestMatchers(openPaths.toArray(String[]::new))
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAuthority("SCOPE_" + Scopes.OPERATIONS)
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .authenticationEntryPoint(PROBLEMS)
                        .accessDeniedHandler(PROBLEMS)
                        .withObjectPostProcessor(new OutagesAreProblems(PROBLEMS)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(PROBLEMS).accessDeniedHandler(PROBLEMS))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A token is sent on purpose, never by a browser on its own: there is nothing to forge.
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .build();
    }

    @Bean
    RequestRejectedHandler rejectedRequestsAreProblems() {
        return PROBLEMS;
    }

    /** Keys are fetched at the first token, not at the start: a service starts alone, without its issuer. */
    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer boundedKeyFetch() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        // A request waits for this once; the issuer is near.
        requests.setConnectTimeout(Duration.ofSeconds(2));
        requests.setReadTimeout(Duration.ofSeconds(3));
        return builder -> builder.restOperations(new RestTemplate(requests));
    }
}
