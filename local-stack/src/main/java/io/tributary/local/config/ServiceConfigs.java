package io.tributary.local.config;

import io.tributary.backing.Login;
import io.tributary.backing.TributaryDatabase;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of each service, in files that only the owner can read: a command line is open to
 * every user of the machine.
 *
 * @param signingKeys what the ingress accepts
 * @param nango whom the store and the worker ask
 * @param database where they keep what they know
 * @param definitions the file that says what the worker pulls; the simulator's contacts if null
 */
public record ServiceConfigs(
        Layout layout,
        PortPlan ports,
        Keys keys,
        List<String> signingKeys,
        NangoAccess nango,
        TributaryDatabase database,
        Path tokenKey,
        @Nullable Path definitions) {
    /** The environment's name, which is also the last part of the webhook path. */
    public static final String ENVIRONMENT = "dev";

    private static final String IN_ENVIRONMENT = "tributary.environments." + ENVIRONMENT + ".";

    /** What the worker pulls from the simulator's provider. */
    private static final Map<String, String> DEMO_DEFINITION =
            Map.of(
                    "name", "demo-contacts",
                    "integrations[0]", "demo-crm",
                    "integrations[1]", "demo-crm-key",
                    "integrations[2]", "demo-crm-basic",
                    "model", "Contact",
                    "endpoint.path", "/v1/contacts",
                    "paging.kind", "link-header",
                    "paging.page-size", "100",
                    "paging.page-size-parameter", "per_page");

    public ServiceConfigs {
        signingKeys = List.copyOf(signingKeys);
    }

    public void ingress() throws IOException {
        var all = service(ports.ingress(), ports.ingressManagement());
        for (int i = 0; i < signingKeys.size(); i++) {
            all.put(IN_ENVIRONMENT + "signing-keys[" + i + "]", signingKeys.get(i));
        }
        write("ingress-service", all);
    }

    public void store() throws IOException {
        var all = asking(ports.store(), ports.storeManagement(), database.connections());
        all.put(
                "tributary.tokens.signing-key",
                StoreTokenKey.of(layout).signing().toUri().toString());
        all.put("spring.profiles.active", "local");
        all.put("tributary.page.sign-in.kind", "paste");
        write("connection-store-service", all);
    }

    public void worker() throws IOException {
        var all = asking(ports.worker(), ports.workerManagement(), database.sync());
        all.put(
                "tributary.tokens.public-keys[0]",
                StoreTokenKey.of(layout).verifying().toUri().toString());
        if (definitions == null) {
            DEMO_DEFINITION.forEach(
                    (key, value) -> all.put("tributary.worker.definitions[0]." + key, value));
        } else {
            all.put("spring.config.import", definitions.toUri().toString());
        }
        write("sync-worker", all);
    }

    public void simulator() throws IOException {
        var all = listening(ports.simulator(), ports.simulatorManagement());
        String environment = "simulator.environments." + ENVIRONMENT + ".";
        all.put(environment + "api-key", keys.apiKey());
        all.put(environment + "signing-key", keys.signingKey());
        all.put(
                environment + "webhook-urls[0]",
                "http://127.0.0.1:%d/api/webhooks/nango/%s"
                        .formatted(ports.ingress(), ENVIRONMENT));
        all.put("simulator.state-file", layout.simulatorState().toString());
        write("nango-simulator", all);
    }

    private Map<String, String> listening(int port, int managementPort) {
        var all = new LinkedHashMap<String, String>();
        all.put("server.address", "127.0.0.1");
        all.put("server.port", Integer.toString(port));
        all.put("management.server.address", "127.0.0.1");
        all.put("management.server.port", Integer.toString(managementPort));
        return all;
    }

    private Map<String, String> service(int port, int managementPort) {
        var all = listening(port, managementPort);
        all.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        all.put("tributary.topics.replication-factor", "1");
        return all;
    }

    private Map<String, String> asking(int port, int managementPort, Login login) {
        var all = service(port, managementPort);
        all.put("spring.datasource.url", login.jdbcUrl());
        all.put("spring.datasource.username", login.user());
        all.put("spring.datasource.password", login.password());
        all.put(IN_ENVIRONMENT + "nango.base-url", nango.url().toString());
        all.put(IN_ENVIRONMENT + "nango.api-key", nango.apiKey());
        all.put(
                "spring.security.oauth2.resourceserver.jwt.public-key-location",
                tokenKey.toUri().toString());
        all.put("tributary.callers.issuer", TokenIssuer.ISSUER);
        // The management port listens on the loopback interface alone.
        all.put("tributary.metrics.open", "true");
        return all;
    }

    private void write(String service, Map<String, String> settings) throws IOException {
        var properties = new Properties();
        properties.putAll(settings);
        var text = new StringWriter();
        properties.store(text, "Written anew at each start");
        PrivateFile.write(layout.config(service), text.toString());
    }

    @Override
    public String toString() {
        return "ServiceConfigs[layout=" + layout + ", ports=" + ports + "]";
    }
}
