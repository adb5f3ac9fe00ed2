package io.tributary.local;

import io.tributary.backing.KafkaSettings;
import io.tributary.backing.Login;
import io.tributary.backing.PostgresSettings;
import io.tributary.backing.TributaryDatabase;
import io.tributary.local.aot.BrokerJars;
import io.tributary.local.aot.Programs;
import io.tributary.local.config.DevelopmentToken;
import io.tributary.local.config.Keys;
import io.tributary.local.config.Layout;
import io.tributary.local.config.NangoAccess;
import io.tributary.local.config.PortPlan;
import io.tributary.local.config.ServiceConfigs;
import io.tributary.local.process.KafkaPart;
import io.tributary.local.process.Part;
import io.tributary.local.process.PostgresPart;
import io.tributary.local.process.ServicePart;
import io.tributary.local.process.Warmth;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the stack is made of, for one set of options. */
final class Parts {
    /** The services' modules, in the order in which they are ended. */
    static final List<String> SERVICES =
            List.of(
                    "sync-worker",
                    "connection-store-service",
                    "ingress-service",
                    "nango-simulator");

    private static final String DATABASE = "tributary";
    private static final int KAFKA_HEAP = 512;
    private static final int SERVICE_HEAP = 256;

    /** Holds the budget of bodies in flight beside everything else. */
    private static final int INGRESS_HEAP = 384;

    private final StackOptions options;
    private final Layout layout;
    private final PortPlan ports;
    private final Keys keys;
    private final DevelopmentToken token;
    private final Programs programs;

    Parts(StackOptions options, Keys keys, DevelopmentToken token, Programs programs) {
        this.options = options;
        this.layout = options.layout();
        this.ports = options.ports();
        this.keys = keys;
        this.token = token;
        this.programs = programs;
    }

    /** Side by side within a phase; a later phase needs the earlier ones. */
    List<List<Part>> phases() throws IOException {
        ServiceConfigs configs = configs();
        configs.ingress();
        configs.store();
        configs.worker();
        var backing = new ArrayList<Part>(List.of(postgres(), kafka()));
        if (options.withSimulator()) {
            configs.simulator();
            backing.add(simulator());
        }
        return List.of(backing, List.of(ingress(), store(), worker()));
    }

    private Part kafka() {
        return new KafkaPart(
                new KafkaSettings(
                        layout.kafka(), ports.kafka(), ports.kafkaController(), KAFKA_HEAP, false),
                jvm -> programs.command(BrokerJars.NAME, jvm));
    }

    private Part postgres() {
        var settings =
                new PostgresSettings(
                        layout.postgres(), ports.postgres(), keys.superuserPassword(), true, false);
        return new PostgresPart(settings, superuser("postgres"), this::prepareDatabase);
    }

    private void prepareDatabase() {
        TributaryDatabase.prepare(database(), superuser("postgres"), keys.roles());
    }

    private TributaryDatabase database() {
        return new TributaryDatabase(
                DATABASE,
                login("connections", keys.roles().connections()),
                login("sync", keys.roles().sync()),
                superuser(DATABASE));
    }

    private Login superuser(String database) {
        return new Login(url(database), "postgres", keys.superuserPassword());
    }

    private Login login(String role, String password) {
        return new Login(url(DATABASE), role, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
    }

    private Part ingress() {
        return service("ingress-service", INGRESS_HEAP, ports.ingressManagement(), Warmth.own());
    }

    private Part store() {
        var warmth = asDeveloper(ports.store(), "/api/connections");
        return service("connection-store-service", SERVICE_HEAP, ports.storeManagement(), warmth);
    }

    private Part worker() {
        var warmth = asDeveloper(ports.worker(), "/api/syncs");
        return service("sync-worker", SERVICE_HEAP, ports.workerManagement(), warmth);
    }

    private Part simulator() {
        URI list = local(ports.simulator(), "/connections");
        var warmth = new Warmth(List.of(list), bearer(keys.apiKey()));
        return service("nango-simulator", SERVICE_HEAP, ports.simulatorManagement(), warmth);
    }

    private Warmth asDeveloper(int port, String path) {
        return new Warmth(List.of(local(port, path)), bearer(token.value()));
    }

    private Part service(String module, int heap, int managementPort, Warmth warmth) {
        URI readiness = local(managementPort, "/actuator/health/readiness");
        return new ServicePart(module, heap, layout, programs, readiness, warmth);
    }

    private ServiceConfigs configs() {
        var signingKeys = new ArrayList<String>();
        if (options.nango() == null) {
            signingKeys.add(keys.signingKey());
        }
        signingKeys.addAll(options.signingKeys());
        return new ServiceConfigs(
                layout,
                ports,
                keys,
                signingKeys,
                nango(),
                database(),
                token.issuer().publicKey(),
                options.definitions());
    }

    private NangoAccess nango() {
        NangoAccess real = options.nango();
        return real != null ? real : new NangoAccess(local(ports.simulator(), ""), keys.apiKey());
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static URI local(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
