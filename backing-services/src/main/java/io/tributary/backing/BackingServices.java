package io.tributary.backing;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where integration tests get their Kafka and PostgreSQL from: one of each is shared by all tests
 * of a JVM, and a test that stops or freezes one takes a fresh one of its own. All end with the
 * JVM, however it ends.
 *
 * <p>Which leg provides them says the system property or environment variable {@code
 * TRIBUTARY_BACKING}: {@code embedded}, {@code docker}, or {@code auto} (the default), which is
 * Docker where an engine answers and has or can pull the images, else embedded.
 */
public final class BackingServices {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final List<BackingService> STARTED = new CopyOnWriteArrayList<>();

    private static @Nullable Leg chosen;
    private static @Nullable Kafka sharedKafka;
    private static @Nullable Postgres sharedPostgres;

    private BackingServices() {}

    /** The broker that all tests of this JVM share: use topic names of your own, do not stop it. */
    public static synchronized Kafka kafka() {
        Kafka kafka = sharedKafka;
        if (kafka == null) {
            kafka = freshKafka();
            sharedKafka = kafka;
        }
        return kafka;
    }

    /** The server that all tests of this JVM share: take a database of your own, do not stop it. */
    public static synchronized Postgres postgres() {
        Postgres postgres = sharedPostgres;
        if (postgres == null) {
            postgres = freshPostgres();
            sharedPostgres = postgres;
        }
        return postgres;
    }

    /** An empty database on the shared server, with roles and schemas as the services expect. */
    public static TributaryDatabase database() {
        return database(postgres());
    }

    /** An empty database on this server, with roles and schemas as the services expect. */
    public static TributaryDatabase database(Postgres postgres) {
        return TributaryDatabase.prepare(
                postgres,
                "test_" + DATABASES.incrementAndGet(),
                new TributaryDatabase.Passwords("connections", "sync"));
    }

    /** A broker of your own, to break; close it, or it ends with the JVM. */
    public static synchronized Kafka freshKafka() {
        Kafka kafka = leg().kafka();
        STARTED.add(kafka);
        return kafka;
    }

    /** A server of your own, to break; close it, or it ends with the JVM. */
    public static synchronized Postgres freshPostgres() {
        Postgres postgres = leg().postgres();
        STARTED.add(postgres);
        return postgres;
    }

    private static Leg leg() {
        Leg leg = chosen;
        if (leg == null) {
            leg = LegChoice.fromSettings();
            System.out.println("backing services: " + leg.name());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(BackingServices::endAll, "backing-services-end"));
            chosen = leg;
        }
        return leg;
    }

    /** Nothing in them is worth an orderly end any more. */
    private static void endAll() {
        STARTED.forEach(BackingService::kill);
        STARTED.forEach(BackingService::close);
        TemporaryFolder.deleteAll();
    }
}
