package io.tributary.store;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * The connection store. Kafka's clients are made where their promises are: none of Boot's own is
 * wanted, only the operator's settings.
 */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(KafkaProperties.class)
@ConfigurationPropertiesScan
public class StoreApplication {

    /** Settings come from Spring's usual places. */
    public static void main(String[] args) {
        SpringApplication.run(StoreApplication.class, args);
    }
}
