package io.tributary.simulator.session;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Map;
import java.util.TreeMap;

/** A map in a query: {@code name[key]=value}, its brackets raw or encoded. */
public final class QueryMap {

    private QueryMap() {}

    /** The first value of each key. */
    public static Map<String, String> of(HttpServletRequest request, String name) {
        Map<String, String> map = new TreeMap<>();
        request.getParameterMap()
                .forEach(
                        (parameter, values) -> {
                            if (parameter.startsWith(name + "[") && parameter.endsWith("]")) {
                                map.put(
                                        parameter.substring(
                                                name.length() + 1, parameter.length() - 1),
                                        values[0]);
                            }
                        });
        return map;
    }
}
