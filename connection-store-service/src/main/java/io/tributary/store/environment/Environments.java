package io.tributary.store.environment;

import static java.util.Objects.requireNonNull;

import io.tributary.nango.api.NangoApi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A way to Nango for each configured environment. */
public final class Environments implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Environments.class);

    private final Map<String, Access> byName = new TreeMap<>();

    /**
     * @param nango the client
     * @param account whose calls are counted
     * @param callsPerMinute how much may be asked by all environments of the account
     * @param walkInterval how often its list is walked; 0: never by itself
     * @param key what is known of the API key
     * @param publicUrl where browsers reach it
     * @param integrations that may be connected through Tributary; empty: all
     */
    public record Access(
            NangoApi nango,
            String account,
            int callsPerMinute,
            Duration walkInterval,
            KeyPower key,
            URI publicUrl,
            List<String> integrations) {}

    public Environments(EnvironmentSettings settings) {
        settings.environments()
                .forEach(
                        (name, one) -> byName.put(name, access(name, requireNonNull(one.nango()))));
    }

    private static Access access(String name, EnvironmentSettings.Nango nango) {
        LOGGER.atInfo()
                .addKeyValue("environment", name)
                .addKeyValue("baseUrl", nango.baseUrl())
                .addKeyValue("apiKey", nango.apiKey() == null ? "absent" : "present")
                .addKeyValue("account", nango.accountOf(name))
                .addKeyValue("callsPerMinute", nango.callsPerMinute())
                .addKeyValue("timeout", nango.timeout())
                .addKeyValue("walkInterval", nango.walkInterval())
                .addKeyValue("publicUrl", nango.publicUrl())
                .addKeyValue("integrations", nango.integrations())
                .log("environment configured");
        NangoApi api =
                NangoApi.at(requireNonNull(nango.baseUrl()), requireNonNull(nango.apiKey()))
                        .requestTimeout(nango.timeout())
                        .build();
        URI publicUrl = nango.publicUrl();
        return new Access(
                api,
                nango.accountOf(name),
                nango.callsPerMinute(),
                nango.walkInterval(),
                new KeyPower(name),
                publicUrl == null ? requireNonNull(nango.baseUrl()) : publicUrl,
                nango.integrations());
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** Of a name in {@link #names()}. */
    public Access get(String name) {
        return requireNonNull(byName.get(name), name);
    }

    @Override
    public void close() {
        byName.values().forEach(access -> access.nango().close());
    }
}
