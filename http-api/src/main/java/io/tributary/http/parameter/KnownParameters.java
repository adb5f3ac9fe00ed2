package io.tributary.http.parameter;

import io.tributary.http.problem.ApiProblem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Refuses parameters that a call does not have, has twice or has empty: a filter that is misspelt
 * would otherwise give everything, without a word.
 */
public final class KnownParameters implements HandlerInterceptor {

    private static final String OURS = "io.tributary.";

    private final Set<Class<?>> repeatable;

    /**
     * @param repeatable types of parameters that may be given several times
     */
    public KnownParameters(Class<?>... repeatable) {
        this.repeatable = Set.of(repeatable);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            Map<String, Class<?>> known = known(method);
            request.getParameterMap().forEach((name, values) -> check(name, values, known));
        }
        return true;
    }

    private static Map<String, Class<?>> known(HandlerMethod method) {
        Map<String, Class<?>> known = new TreeMap<>();
        Arrays.stream(method.getMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .forEach(parameter -> known.put(name(parameter), parameter.getType()));
        return known;
    }

    private static String name(Parameter parameter) {
        RequestParam given = parameter.getAnnotation(RequestParam.class);
        return given == null || given.name().isEmpty() ? parameter.getName() : given.name();
    }

    private void check(String name, String[] values, Map<String, Class<?>> known) {
        Class<?> type = known.get(name);
        if (type == null) {
            throw ApiProblem.parameter(
                    name,
                    known.isEmpty()
                            ? name + " is not known: this call has no parameters"
                            : name
                                    + " is not known: this call has the parameters "
                                    + String.join(", ", known.keySet()));
        }
        if (values.length > 1 && !repeatable.contains(type)) {
            throw ApiProblem.parameter(name, name + " must be given once");
        }
        if (Arrays.stream(values).anyMatch(String::isEmpty)) {
            throw ApiProblem.parameter(name, name + " must have a value, or be left out");
        }
    }
}
