package io.tributary.local.report;

import io.tributary.events.Topics;
import io.tributary.local.config.Layout;
import io.tributary.local.config.PortPlan;
import io.tributary.local.config.ServiceConfigs;
import io.tributary.local.config.TokenIssuer;

import java.util.ArrayList;
import java.util.List;

/**
 * What is where, and one line to try.
 *
 * @param pullsDemo whether the worker pulls the simulator's contacts, and not what a file says
 */
public record Summary(
        Layout layout, PortPlan ports, boolean withSimulator, boolean pullsDemo, String token) {

    /** The whole text, ready to be printed. */
    public String text() {
        return """

        Tributary is ready.

        %s
        Topics  %s
                %s
        Token   for the APIs, good for %d days, also in %s
                %s
        Page    where end users connect accounts, and this token signs in: %s

        Try it:

        %s

        Ctrl-C ends everything; what is in %s stays until --fresh.
        """
                .formatted(
                        table(),
                        String.join(", ", Topics.INBOX.name(), Topics.DELIVERIES.name()),
                        "nango.connections, nango.connections.state, nango.records.<model>,"
                                + " nango.sync-runs",
                        TokenIssuer.VALIDITY.toDays(),
                        layout.shown(layout.token()),
                        token,
                        http(ports.store(), "/connect"),
                        tryLine(),
                        layout.shown(layout.data()));
    }

    /** A shell line that works from the repository's folder: one whole life of the data. */
    public String tryLine() {
        String auth =
                "auth=\"Authorization: Bearer $(cat %s)\"; "
                        .formatted(layout.shown(layout.token()));
        String syncs = "curl -s -H \"$auth\" " + http(ports.worker(), "/api/syncs");
        if (!withSimulator || !pullsDemo) {
            return auth + syncs;
        }
        return auth
                + "id=$(curl -s "
                + http(ports.simulator(), "/_control/connections")
                + " -H 'Content-Type: application/json' -d '{\"integration\":\"demo-crm\"}'"
                + " | grep -o '[0-9a-f-]\\{36\\}'); until "
                + syncs
                + " | grep \"$id[^}]*completed\"; do sleep 1; done; curl -s -H \"$auth\" "
                + http(ports.store(), "/api/connections");
    }

    private String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("WHAT", "WHERE", "HEALTH", "LOG"));
        rows.add(
                service(
                        "ingress-service",
                        http(ports.ingress(), "/api/webhooks/nango/" + ServiceConfigs.ENVIRONMENT),
                        ports.ingressManagement()));
        rows.add(
                service(
                        "connection-store-service",
                        http(ports.store(), "/api"),
                        ports.storeManagement()));
        rows.add(service("sync-worker", http(ports.worker(), "/api"), ports.workerManagement()));
        if (withSimulator) {
            rows.add(
                    service(
                            "nango-simulator",
                            http(ports.simulator(), "/_control"),
                            ports.simulatorManagement()));
        }
        rows.add(
                List.of(
                        "Kafka",
                        "localhost:" + ports.kafka(),
                        "",
                        layout.shown(layout.kafka().resolve("kafka.log"))));
        rows.add(
                List.of(
                        "PostgreSQL",
                        "localhost:%d/tributary".formatted(ports.postgres()),
                        "",
                        layout.shown(layout.postgres().resolve("postgres.log"))));
        return Table.of(rows);
    }

    private List<String> service(String name, String where, int management) {
        return List.of(
                name, where, http(management, "/actuator/health"), layout.shown(layout.log(name)));
    }

    private static String http(int port, String path) {
        return "http://localhost:" + port + path;
    }

    @Override
    public String toString() {
        return "Summary[layout=" + layout + ", ports=" + ports + "]";
    }
}
