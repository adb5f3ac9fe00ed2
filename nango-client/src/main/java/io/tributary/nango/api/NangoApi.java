package io.tributary.nango.api;

import io.tributary.nango.NangoGrammar;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Nango's HTTP API for one environment. Thread-safe; every call blocks, ends within its timeout and
 * answers with a value: nothing is thrown for what Nango or the network does. An interrupt ends the
 * call with {@link FailureKind#INTERRUPTED} and leaves the flag set. Nothing is asked twice: when
 * to ask again is the caller's.
 */
public final class NangoApi implements AutoCloseable {

    /** How much of an error body of the proxy is read, in bytes. */
    public static final int ERROR_PREFIX = 64 * 1024;

    private final ConnectionReads connections;
    private final SessionCalls sessions;
    private final CatalogueReads catalogue;
    private final ProxyCalls proxy;
    private final @Nullable HttpClient ownClient;

    private NangoApi(Builder settings) {
        HttpClient given = settings.client;
        HttpClient client =
                given != null
                        ? given
                        : HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .connectTimeout(settings.connectTimeout)
                                .build();
        this.ownClient = given == null ? client : null;
        Transport transport = new Transport(client);
        ApiCalls calls =
                new ApiCalls(settings.base, settings.key, settings.requestTimeout, transport);
        this.connections = new ConnectionReads(calls);
        this.sessions = new SessionCalls(calls);
        this.catalogue = new CatalogueReads(calls);
        this.proxy =
                new ProxyCalls(settings.base, settings.key, settings.requestTimeout, transport);
    }

    /**
     * Starts with what has no default.
     *
     * @param base for instance {@code https://api.nango.dev} or {@code http://localhost:3003}
     * @throws IllegalArgumentException if it is not an absolute http(s) URI without query
     */
    public static Builder at(URI base, ApiKey key) {
        return new Builder(base, key);
    }

    /**
     * Asks for one connection, never for a refresh. With a key that may read credentials Nango
     * still refreshes what is about to expire, and a refresh that fails comes back as {@link
     * FailureKind#CONNECTION_CREDENTIALS}. Credentials are never read from the answer.
     *
     * @throws IllegalArgumentException if an id is against {@link NangoGrammar}
     */
    public ConnectionAnswer connection(String integration, String connectionId) {
        checkIds(integration, connectionId);
        return connections.one(integration, connectionId);
    }

    /**
     * Asks for one connection's metadata and configuration, as {@link #connection} asks for the
     * rest.
     *
     * @throws IllegalArgumentException if an id is against {@link NangoGrammar}
     */
    public SettingsAnswer connectionSettings(String integration, String connectionId) {
        checkIds(integration, connectionId);
        return connections.settings(integration, connectionId);
    }

    private static void checkIds(String integration, String connectionId) {
        if (!NangoGrammar.isIntegrationKey(integration)
                || !NangoGrammar.isConnectionId(connectionId)) {
            throw new IllegalArgumentException("an id is against Nango's grammar");
        }
    }

    /** Asks for a page of connections; refreshes nothing. */
    public ConnectionsAnswer connections(ConnectionsQuery query) {
        return connections.page(query);
    }

    /**
     * Deletes one connection at Nango, its syncs included; the provider is not told.
     *
     * @throws IllegalArgumentException if an id is against {@link NangoGrammar}
     */
    public DeletionAnswer deleteConnection(String integration, String connectionId) {
        checkIds(integration, connectionId);
        return connections.delete(integration, connectionId);
    }

    /** Makes a connect session. Needs the scope {@code environment:connect_sessions:write}. */
    public SessionAnswer connectSession(ConnectSessionRequest request) {
        return sessions.connect(request);
    }

    /**
     * Makes a connect session for a connection that exists. Needs the scope {@code
     * environment:connect_sessions:write}.
     */
    public SessionAnswer reconnectSession(ReconnectSessionRequest request) {
        return sessions.reconnect(request);
    }

    /** Asks for all integrations. Needs the scope {@code environment:integrations:list}. */
    public IntegrationsAnswer integrations() {
        return catalogue.integrations();
    }

    /**
     * Asks for one provider of Nango's catalogue, for instance how it authorises. Its answer
     * changes only with Nango's version.
     *
     * @param name as {@link IntegrationView#provider()} has it
     */
    public ProviderAnswer provider(String name) {
        return catalogue.provider(name);
    }

    /** Calls a provider; Nango's own retries are always off. The caller closes an {@code Ok}. */
    public ProxyAnswer proxy(ProxyRequest request) {
        return proxy.call(request);
    }

    /** Ends what is under way, unless the HTTP client was given. */
    @Override
    public void close() {
        if (ownClient != null) {
            ownClient.shutdownNow();
        }
    }

    /** How to reach Nango. */
    public static final class Builder {

        private final String base;
        private final ApiKey key;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private @Nullable HttpClient client;

        private Builder(URI base, ApiKey key) {
            if (base.getHost() == null
                    || base.getRawQuery() != null
                    || base.getRawFragment() != null
                    || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
                throw new IllegalArgumentException(
                        "Nango's base URI must be http(s) with a host and without a query: "
                                + base);
            }
            this.base = base.toString().replaceAll("/+$", "");
            this.key = key;
        }

        /** Until a connection stands; 5 s if not set, ignored with a client of one's own. */
        public Builder connectTimeout(Duration most) {
            this.connectTimeout = positive(most);
            return this;
        }

        /** From sending to the last byte of the answer; 30 s if not set. */
        public Builder requestTimeout(Duration most) {
            this.requestTimeout = positive(most);
            return this;
        }

        /** A client of the caller's, who closes it; it should not follow redirects. */
        public Builder client(HttpClient own) {
            this.client = own;
            return this;
        }

        public NangoApi build() {
            return new NangoApi(this);
        }

        private static Duration positive(Duration most) {
            if (!most.isPositive()) {
                throw new IllegalArgumentException("a timeout must be positive, not " + most);
            }
            return most;
        }
    }
}
