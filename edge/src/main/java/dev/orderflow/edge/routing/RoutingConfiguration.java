package dev.orderflow.edge.routing;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.prefixPath;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import dev.orderflow.edge.EdgeProperties;
import java.net.URI;
import java.util.Arrays;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

    @Bean
    RouterFunction<ServerResponse> routes(EdgeProperties properties, UpstreamProblems problems) {
        return Arrays.stream(Upstream.values())
                .map(upstream -> routeTo(upstream, properties.urlOf(upstream), problems))
                .reduce(RouterFunction::and)
                .orElseThrow();
    }

    private static RouterFunction<ServerResponse> routeTo(Upstream upstream, URI url, UpstreamProblems problems) {
        RequestPredicate owned = upstream.resources().stream()
                .map(resource -> RequestPredicates.path(resource + "/**"))
                .reduce(RequestPredicate::or)
                .orElseThrow();
        return route(upstream.serviceName())
                .route(owned, http())
                .before(prefixPath(EdgeProperties.basePath(url)))
                .before(uri(url))
                .onError(failure -> true, (failure, request) -> problems.answer(upstream, url, failure, request))
                .build();
    }

    /** The id of a request is the edge's to say; a service echoes it, and saying it twice would confuse clients. */
    @Bean
    ResponseHttpHeadersFilter oneRequestId() {
        return (headers, response) -> {
            HttpHeaders once = new HttpHeaders();
            once.putAll(headers);
            once.remove("X-Request-Id");
            return once;
        };
    }

    /** The gateway takes this factory for all its calls; bodies are streamed in both directions. */
    @Bean
    ClientHttpRequestFactory upstreamRequests(CloseableHttpClient upstreamClient) {
        return new HttpComponentsClientHttpRequestFactory(upstreamClient);
    }

    /**
     * A client that passes on and decides nothing: no redirect, no cookies, no decompression, and no retry of anything that
     * may have had an effect (the caller knows whether that is safe).
     */
    @Bean
    CloseableHttpClient upstreamClient(EdgeProperties properties) {
        EdgeProperties.Client client = properties.client();
        ConnectionConfig connections = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(client.connectTimeout()))
                .setSocketTimeout(Timeout.of(client.responseTimeout()))
                // A service that was restarted leaves dead connections behind: those that idled are looked at before
                // use.
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
                .setTimeToLive(TimeValue.ofMinutes(5))
                .build();
        // A service may refuse an upload before its end: its answer must be read while the body is still being sent.
        // The
        // library's own strategy waits a millisecond a chunk for that, which makes a large upload forty times slower.
        ManagedHttpClientConnectionFactory earlyAnswers = ManagedHttpClientConnectionFactory.builder()
                .responseOutOfOrderStrategy((request, connection, input, sent, next) -> input.available() > 0)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(earlyAnswers)
                        .setDefaultConnectionConfig(connections)
                        .setMaxConnPerRoute(client.maxConnections())
                        .setMaxConnTotal(client.maxConnections() * Upstream.values().length)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        // With every connection taken for this long, more waiting would only grow the queue.
                        .setConnectionRequestTimeout(Timeout.of(client.connectTimeout()))
                        .setResponseTimeout(Timeout.of(client.responseTimeout()))
                        .build())
                .setRetryStrategy(new ReadsOverDeadConnections())
                .setConnectionReuseStrategy(RoutingConfiguration::isReusable)
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /** A service that refuses an upload may close the connection behind its answer; the next request must not meet that. */
    private static boolean isReusable(HttpRequest request, HttpResponse response, HttpContext context) {
        boolean refusedBody =
                response.getCode() >= 400 && request instanceof ClassicHttpRequest upload && upload.getEntity() != null;
        return !refusedBody && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    /** Repeats a read once when its connection turns out to be dead, and never because of an answer. */
    private static final class ReadsOverDeadConnections extends DefaultHttpRequestRetryStrategy {

        ReadsOverDeadConnections() {
            super(1, TimeValue.ZERO_MILLISECONDS);
        }

        @Override
        protected boolean handleAsIdempotent(HttpRequest request) {
            return Method.GET.isSame(request.getMethod()) || Method.HEAD.isSame(request.getMethod());
        }

        @Override
        public boolean retryRequest(HttpResponse response, int execCount, HttpContext context) {
            return false;
        }
    }
}
