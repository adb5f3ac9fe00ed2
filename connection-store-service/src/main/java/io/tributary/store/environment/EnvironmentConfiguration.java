package io.tributary.store.environment;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {

    @Bean
    Environments environments(EnvironmentSettings settings) {
        return new Environments(settings);
    }
}
