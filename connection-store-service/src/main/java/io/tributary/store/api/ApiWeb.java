package io.tributary.store.api;

import io.tributary.http.parameter.KnownParameters;
import io.tributary.store.caller.CallerArgument;
import io.tributary.store.caller.Callers;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;

/** How parameters are read, and who the caller is. */
@Configuration(proxyBeanMethods = false)
class ApiWeb implements WebMvcConfigurer {

    private final Callers callers;

    ApiWeb(Callers callers) {
        this.callers = callers;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument(callers));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters(TagFilter.class));
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, TagFilter.class, TagFilter::of);
        registry.addConverter(String[].class, TagFilter.class, TagFilter::of);
    }
}
