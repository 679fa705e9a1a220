package dev.orderflow.web;

import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.web.body.BodyLimitFilter;
import dev.orderflow.web.body.StrictJson;
import dev.orderflow.web.body.StrictJsonConverter;
import dev.orderflow.web.problem.ProblemErrorController;
import dev.orderflow.web.problem.ProblemErrorReport;
import dev.orderflow.web.problem.ProblemHandler;
import dev.orderflow.web.read.ReadArguments;
import dev.orderflow.web.read.ReadYourWrites;
import dev.orderflow.web.request.AllowedOriginsFilter;
import dev.orderflow.web.request.AmazonTraceFilter;
import dev.orderflow.web.request.IdempotencyKeyInterceptor;
import dev.orderflow.web.request.ParameterInterceptor;
import dev.orderflow.web.request.RequestArguments;
import dev.orderflow.web.request.RequestFilter;
import dev.orderflow.web.security.CallerResolver;
import dev.orderflow.web.security.ScopeInterceptor;
import jakarta.validation.Validator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** Puts everything in its place. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
@Import({ProblemHandler.class, ProblemErrorController.class})
public class WebAutoConfiguration {

    @Bean
    FilterRegistrationBean<AmazonTraceFilter> amazonTraceFilter() {
        FilterRegistrationBean<AmazonTraceFilter> filter = new FilterRegistrationBean<>(new AmazonTraceFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter() {
        FilterRegistrationBean<RequestFilter> filter = new FilterRegistrationBean<>(new RequestFilter());
        // Before security, so that a refusal has a request id and a line in the log too; and within the span that
        // Spring Boot makes of a request at HIGHEST_PRECEDENCE + 1, so that both speak of one trace.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    FilterRegistrationBean<AllowedOriginsFilter> allowedOriginsFilter(WebProperties properties) {
        FilterRegistrationBean<AllowedOriginsFilter> filter =
                new FilterRegistrationBean<>(new AllowedOriginsFilter(properties.allowedOrigins()));
        // Before security, so that a page can read why it was refused.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    @Bean
    BodyLimitFilter bodyLimit(WebProperties properties) {
        return new BodyLimitFilter(properties.bodyLimit());
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(BodyLimitFilter bodyLimit) {
        FilterRegistrationBean<BodyLimitFilter> filter = new FilterRegistrationBean<>(bodyLimit);
        // After security: who may not ask learns nothing about bodies.
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return StrictJson::configure;
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictJsonConverter(JsonMapper mapper, Validator validator) {
        return converters -> converters.withJsonConverter(new StrictJsonConverter(mapper, validator));
    }

    @Bean
    ReadYourWrites readYourWrites(ObjectProvider<ReadModels> models) {
        ReadModels ofService = models.getIfAvailable();
        return new ReadYourWrites(readModel -> ofService != null && ofService.isRebuilding(readModel));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> quietTomcat() {
        return ProblemErrorReport::install;
    }

    @Bean
    WebMvcConfigurer orderflowMvc(
            BodyLimitFilter bodyLimit, ObjectProvider<RequestMappingHandlerAdapter> adapter, Validator validator) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver());
                resolvers.add(new RequestArguments());
                resolvers.add(new ReadArguments());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // In the documented order: scopes, size, idempotency key, parameters; what follows is the body itself.
                registry.addInterceptor(new ScopeInterceptor());
                registry.addInterceptor(bodyLimit);
                registry.addInterceptor(new IdempotencyKeyInterceptor());
                registry.addInterceptor(new ParameterInterceptor(adapter, validator));
            }
        };
    }
}
