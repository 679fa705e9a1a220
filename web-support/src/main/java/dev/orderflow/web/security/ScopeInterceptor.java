package dev.orderflow.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
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
            List<String> missing = Arrays.stream(wanted.value())
                    .filter(scope -> !caller.has(scope))
                    .toList();
            if (!missing.isEmpty()) {
                throw Scopes.missing(missing);
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
