package io.tributary.benchmarks.noop;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

import reactor.core.publisher.Mono;

/**
 * The ingress as it is, with another handler behind its port: reads the body to its end, drops it
 * and answers 202. What the ingress itself costs is the difference.
 */
public final class NoOp implements HttpHandler {

    private static final String APPLICATION = "io.tributary.ingress.IngressApplication";
    private static final String HANDLER = "webhookEndpoint";

    /** Takes what the ingress takes. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        new SpringApplicationBuilder(Class.forName(APPLICATION))
                .initializers(
                        context ->
                                context.addBeanFactoryPostProcessor(
                                        beans -> replace((BeanDefinitionRegistry) beans)))
                .run(arguments);
    }

    private static void replace(BeanDefinitionRegistry beans) {
        beans.removeBeanDefinition(HANDLER);
        beans.registerBeanDefinition("noOp", new RootBeanDefinition(NoOp.class));
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        return request.getBody()
                .doOnNext(DataBufferUtils::release)
                .then(Mono.defer(() -> accepted(response)));
    }

    private static Mono<Void> accepted(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.ACCEPTED);
        response.getHeaders().setContentLength(0);
        return response.setComplete();
    }
}
