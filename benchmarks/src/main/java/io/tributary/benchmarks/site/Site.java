package io.tributary.benchmarks.site;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Kafka;
import io.tributary.backing.Login;
import io.tributary.backing.Ports;
import io.tributary.backing.Postgres;
import io.tributary.backing.TributaryDatabase;
import io.tributary.benchmarks.service.Service;
import io.tributary.benchmarks.service.Service.Order;
import io.tributary.benchmarks.service.Setting;
import io.tributary.benchmarks.service.Simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Broker, database and stand-in Nango, and whichever services are started on them. Nango's limit is
 * raised, and what may be asked of it, to ten million calls a minute, and no walk over Nango's list
 * comes in between.
 */
public final class Site implements AutoCloseable {

    /** The one that all services know. */
    public static final String ENVIRONMENT = "dev";

    /** Where the ingress takes its webhooks. */
    public static final String PATH = "/api/webhooks/nango/" + ENVIRONMENT;

    /** The environment's signing key. */
    public static final String KEY = "d2b4bb1f-9c1c-4e0b-8a52-5b7a8b1a7e55";

    private static final String REPLICATION = "--tributary.topics.replication-factor=1";
    private static final String ASKED = "--tributary.environments.dev.nango.";
    private static final String PULLED = "--tributary.worker.definitions[0].";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Setting setting;
    private final Kafka kafka;
    private final Postgres postgres;
    private final TributaryDatabase database;
    private final Simulator simulator;
    private final int ingressPort = Ports.free();

    /**
     * Returns once they are ready; no service runs yet.
     *
     * @param records how many each connection has at the stand-in Nango's provider
     */
    public Site(Setting setting, int records) throws Exception {
        this.setting = setting;
        try {
            kafka = part(BackingServices.freshKafka());
            postgres = part(BackingServices.freshPostgres());
            database = BackingServices.database(postgres);
            simulator = part(Simulator.start(setting, records));
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    /** Starts the ingress and returns once it is ready; it ends with the site at the latest. */
    public Service ingress() throws Exception {
        return start(
                "ingress-service",
                Map.of(
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "TRIBUTARY_ENVIRONMENTS_DEV_SIGNING_KEYS",
                        KEY),
                "--server.port=" + ingressPort);
    }

    /** The same of the store. */
    public Service store() throws Exception {
        return start(
                "connection-store-service",
                asking(database.connections()),
                "--server.port=0",
                ASKED + "base-url=" + simulator.base(),
                ASKED + "calls-per-minute=10000000",
                ASKED + "walk-interval=0");
    }

    /** The same of the worker, which pulls the provider's contacts. */
    public Service worker() throws Exception {
        return start(
                "sync-worker",
                asking(database.sync()),
                "--server.port=0",
                ASKED + "base-url=" + simulator.base(),
                "--tributary.worker.nango.calls-per-minute=10000000",
                PULLED + "name=contacts",
                PULLED + "integrations[0]=" + Simulator.INTEGRATION,
                PULLED + "model=Contact",
                PULLED + "endpoint.path=/v1/contacts",
                PULLED + "paging.kind=link-header",
                PULLED + "paging.page-size-parameter=per_page",
                PULLED + "paging.page-size=100");
    }

    private Map<String, String> asking(Login as) throws Exception {
        Map<String, String> environment = setting.environment(kafka, as);
        environment.put("TRIBUTARY_ENVIRONMENTS_DEV_NANGO_API_KEY", Simulator.API_KEY);
        return environment;
    }

    private Service start(String module, Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(REPLICATION);
        return part(Service.start(setting, new Order(module, module, all, environment)))
                .awaitReady();
    }

    /** Where the ingress listens. */
    public int ingressPort() {
        return ingressPort;
    }

    public Kafka kafka() {
        return kafka;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
