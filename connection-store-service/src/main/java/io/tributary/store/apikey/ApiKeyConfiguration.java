package io.tributary.store.apikey;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class ApiKeyConfiguration {

    @Bean
    ApiKeys apiKeys(JdbcTemplate jdbc) {
        return new ApiKeys(jdbc);
    }

    @Bean
    KeyCheck keyCheck(ApiKeys keys) {
        return new KeyCheck(keys);
    }
}
