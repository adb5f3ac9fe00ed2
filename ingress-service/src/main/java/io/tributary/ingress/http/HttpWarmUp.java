package io.tributary.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.ingress.durable.WarmUp;
import io.tributary.ingress.environment.Environments;
import io.tributary.ingress.environment.Rehearsal;
import io.tributary.nango.webhook.WebhookVerifier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Posts to its own port: socket, decoder, body, signature, look. As long as the service is not
 * ready, that way ends before Kafka.
 */
@Component
class HttpWarmUp implements WarmUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpWarmUp.class);
    private static final int ROUNDS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] BODY =
            """
            {"authMode":"OAUTH2","connectionId":"warm-up","environment":"none","from":"nango",\
            "operation":"creation","provider":"none","providerConfigKey":"none","success":true,\
            "tags":{"end_user_id":"none"},"type":"auth"}\
            """
                    .getBytes(UTF_8);

    private final Environments environments;
    private final Environment properties;

    HttpWarmUp(Environments environments, Environment properties) {
        this.environments = environments;
        this.properties = properties;
    }

    @Override
    public void run() {
        try (Rehearsal rehearsal = environments.rehearse();
                HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest delivery = delivery(rehearsal);
            for (int i = 0; i < ROUNDS; i++) {
                client.send(delivery, BodyHandlers.discarding());
            }
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("could not warm up; the first deliveries will be slower");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest delivery(Rehearsal rehearsal) throws IOException {
        return HttpRequest.newBuilder(
                        address(Routes.WEBHOOKS + "/" + rehearsal.environment().name()))
                .timeout(PATIENCE)
                .header(WebhookVerifier.SIGNATURE_HEADER, rehearsal.sign(BODY))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(BODY))
                .build();
    }

    private URI address(String path) throws IOException {
        String bound = properties.getProperty("server.address");
        InetAddress address = InetAddress.getByName(bound);
        InetAddress reachable =
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        int port = properties.getRequiredProperty("local.server.port", Integer.class);
        try {
            return new URI("http", null, reachable.getHostAddress(), port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
