package io.tributary.ingress.http;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import java.time.Duration;

/** The server's threads. */
@Configuration(proxyBeanMethods = false)
class EventLoops {

    /**
     * Of this application alone: the global ones, Boot's default, end with the first application of
     * the process that ends.
     */
    @Bean
    ReactorResourceFactory ownEventLoops() {
        ReactorResourceFactory factory = new ReactorResourceFactory();
        factory.setUseGlobalResources(false);
        // By then the server has finished what was in progress.
        factory.setShutdownQuietPeriod(Duration.ZERO);
        return factory;
    }
}
