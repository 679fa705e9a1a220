package dev.orderflow.web.request;

import dev.orderflow.eventstore.decision.Cause;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands {@link Cause}, {@link RequestIdentity} and {@link IdempotencyKey} to handlers. */
public final class RequestArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(Cause.class, RequestIdentity.class, IdempotencyKey.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        if (parameter.getParameterType() == IdempotencyKey.class) {
            return IdempotencyKey.parse(web.getHeader(IdempotencyKey.HEADER));
        }
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null) {
            throw new IllegalStateException("Not a servlet request");
        }
        RequestIdentity identity = RequestIdentity.of(request);
        return parameter.getParameterType() == Cause.class ? identity.cause() : identity;
    }
}
