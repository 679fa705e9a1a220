package dev.orderflow.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Keeps {@link RequiresScope}. */
public final class ScopeInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && wanted(method) instanceof RequiresScope wanted) {
            Caller caller = CallerResolver.current();
            if (Arrays.stream(wanted.value()).noneMatch(caller::has)) {
                throw Scopes.missing(wanted.value());
            }
        }
        return true;
    }

    private static @Nullable RequiresScope wanted(HandlerMethod method) {
        RequiresScope own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiresScope.class);
        return own != null
                ? own
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiresScope.class);
    }
}
