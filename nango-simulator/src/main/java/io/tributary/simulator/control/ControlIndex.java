package io.tributary.simulator.control;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.Map;
import java.util.TreeMap;

/** {@code GET /_control}: every lever with its one line of help. */
@RestController
final class ControlIndex {

    private final RequestMappingHandlerMapping mapping;

    ControlIndex(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @GetMapping("/_control")
    @Help("this list")
    Map<String, String> index() {
        Map<String, String> levers = new TreeMap<>();
        mapping.getHandlerMethods()
                .forEach(
                        (info, method) -> {
                            Help help = method.getMethodAnnotation(Help.class);
                            if (help != null) {
                                levers.put(name(info), help.value());
                            }
                        });
        return levers;
    }

    private static String name(RequestMappingInfo info) {
        return info.getPatternValues().iterator().next()
                + " "
                + info.getMethodsCondition().getMethods().iterator().next();
    }
}
