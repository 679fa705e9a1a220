package dev.orderflow.web.request;

import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ParameterProblems;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ReadArguments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.DefaultDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Names every bad parameter of path and query at once. Spring reads a handler's arguments one by one and stops at the
 * first that is bad; so here they are read before, by the same readers, and all that is wrong is gathered.
 */
public final class ParameterInterceptor implements HandlerInterceptor {
    private static final ReadArguments READ_ARGUMENTS = new ReadArguments();
    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();
    private static final Class<?>[] NO_GROUPS = {};

    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
    private final MethodValidationAdapter constraints;

    /** @param adapter which reads the arguments of handlers; made after its interceptors */
    public ParameterInterceptor(ObjectProvider<RequestMappingHandlerAdapter> adapter, Validator validator) {
        this.adapter = adapter;
        this.constraints = new MethodValidationAdapter(validator);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (handler instanceof HandlerMethod method) {
            List<InputError> errors = errors(method, new ServletWebRequest(request, response));
            if (!errors.isEmpty()) {
                throw new ProblemException(ProblemTypes.INVALID_REQUEST, "Correct what is named in errors.", errors);
            }
        }
        return true;
    }

    private List<InputError> errors(HandlerMethod method, NativeWebRequest request) throws Exception {
        MethodParameter[] parameters = method.getMethodParameters();
        @Nullable Object[] values = new Object[parameters.length];
        Set<Integer> read = new HashSet<>();
        List<InputError> errors = new ArrayList<>();
        for (MethodParameter parameter : parameters) {
            if (isOfPathOrQuery(parameter)) {
                parameter.initParameterNameDiscovery(NAMES);
                int index = parameter.getParameterIndex();
                try {
                    values[index] = read(parameter, request);
                    read.add(index);
                } catch (Exception e) {
                    List<InputError> found = ParameterProblems.of(e);
                    if (found.isEmpty()) {
                        throw e;
                    }
                    errors.addAll(found);
                }
            }
        }
        if (method.shouldValidateArguments()) {
            for (ParameterValidationResult result : constraints
                    .validateArguments(method.getBean(), method.getMethod(), parameters, values, NO_GROUPS)
                    .getParameterValidationResults()) {
                if (read.contains(result.getMethodParameter().getParameterIndex())) {
                    errors.addAll(ParameterProblems.of(result));
                }
            }
        }
        return errors;
    }

    private static boolean isOfPathOrQuery(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestParam.class)
                || parameter.hasParameterAnnotation(PathVariable.class)
                || READ_ARGUMENTS.supportsParameter(parameter);
    }

    private @Nullable Object read(MethodParameter parameter, NativeWebRequest request) throws Exception {
        RequestMappingHandlerAdapter spring = adapter.getObject();
        for (HandlerMethodArgumentResolver reader : Objects.requireNonNull(spring.getArgumentResolvers())) {
            if (reader.supportsParameter(parameter)) {
                return reader.resolveArgument(
                        parameter,
                        new ModelAndViewContainer(),
                        request,
                        new DefaultDataBinderFactory(spring.getWebBindingInitializer()));
            }
        }
        throw new IllegalStateException("Nothing reads " + parameter);
    }
}
