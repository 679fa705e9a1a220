package dev.orderflow.web.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Looks at the idempotency key before the body, in whatever order a handler takes the two. */
public final class IdempotencyKeyInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.getParameterType() == IdempotencyKey.class)) {
            IdempotencyKey.parse(request.getHeader(IdempotencyKey.HEADER));
        }
        return true;
    }
}
