package io.tributary.store.token;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    StoreTokens storeTokens(TokenSettings settings, Clock clock) {
        return new StoreTokens(settings, clock);
    }
}
