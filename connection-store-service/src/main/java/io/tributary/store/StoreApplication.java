package io.tributary.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.store.rebuild.RebuildCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

import java.io.PrintWriter;
import java.util.List;

/**
 * The connection store. Kafka's clients are made where their promises are: none of Boot's own is
 * wanted, only the operator's settings.
 */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(KafkaProperties.class)
@ConfigurationPropertiesScan
public class StoreApplication {

    /**
     * Settings come from Spring's usual places. With {@code rebuild} as the first argument it is
     * not the service that runs but the command of that name.
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("rebuild")) {
            System.exit(rebuild(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(StoreApplication.class, args);
    }

    private static int rebuild(List<String> arguments) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        return RebuildCommand.run(out, new PrintWriter(System.err, true, UTF_8), arguments);
    }
}
