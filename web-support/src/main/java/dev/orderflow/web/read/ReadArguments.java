package dev.orderflow.web.read;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands {@link ReadDemand} and {@link PageRequest} to handlers. */
public final class ReadArguments implements HandlerMethodArgumentResolver {
    private static final Set<Class<?>> TYPES = Set.of(ReadDemand.class, PageRequest.class);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return parameter.getParameterType() == PageRequest.class
                ? PageRequest.parse(request.getParameter("limit"), request.getParameter("cursor"))
                : ReadDemand.parse(request.getParameter("minVersion"), preferences(request));
    }

    private static @Nullable String preferences(NativeWebRequest request) {
        String[] values = request.getHeaderValues("Prefer");
        return values == null ? null : String.join(",", values);
    }
}
