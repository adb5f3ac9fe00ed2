package io.tributary.store.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import io.tributary.backing.BackingServices;
import io.tributary.backing.Login;
import io.tributary.events.ConnectionKey;
import io.tributary.nango.api.ApiKey;
import io.tributary.nango.api.NangoApi;
import io.tributary.store.decision.Ask;
import io.tributary.store.environment.KeyPower;
import io.tributary.store.question.FloodBook.Unconfirmed;

import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.core.KafkaOperations;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** When questions are due and who is asked about first, by a real database's clock. */
class QuestionBookIT {

    private static final Set<Integer> PARTITIONS = Set.of(0);
    private static final Duration LEASE = Duration.ofSeconds(150);

    private static JdbcTemplate jdbc;
    private static QuestionBook book;

    @BeforeAll
    static void migrate() {
        Login login = BackingServices.database(BackingServices.postgres()).connections();
        DriverManagerDataSource source =
                new DriverManagerDataSource(login.jdbcUrl(), login.user(), login.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("connections")
                .locations("classpath:db/migration/connections")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(source);
        book = new QuestionBook(jdbc);
        jdbc.update(
                "insert into applied (topic_id, partition, next, published) values ('t', 0, 9, 9)");
    }

    @BeforeEach
    void clear() {
        jdbc.update("delete from connection");
    }

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey("dev", "crm", connectionId);
    }

    private static ConnectionKey connection(String connectionId, String status, Long nangoId) {
        ConnectionKey key = key(connectionId);
        jdbc.update(
                "insert into connection (id, key, status, version, generation, read_number, up,"
                        + " nango_id, environment, integration, connection_id)"
                        + " values (?, ?, ?, 0, 1, 0, 1, ?, 'dev', 'crm', ?)",
                key.id(),
                key.encoded(),
                status,
                nangoId,
                connectionId);
        return key;
    }

    private static void raise(ConnectionKey key, long offset) {
        book.raise(List.of(new Raised(key.id(), "dev", 0, offset, Ask.NOW)));
    }

    private static List<ConnectionKey> claim(long most) {
        return book.claim(PARTITIONS, "dev", false, most, LEASE).stream().map(Due::key).toList();
    }

    private static double secondsUntilDue(ConnectionKey key) {
        return jdbc.queryForObject(
                "select extract(epoch from due - now()) from question where connection = ?",
                Double.class,
                key.id());
    }

    @Test
    void knownConnectionsAreAskedAboutBeforeClaimsThatAreDueForLonger() {
        // given
        raise(connection("forged-1", "pending", null), 1);
        raise(connection("forged-2", "pending", null), 2);
        ConnectionKey known = connection("known", "active", 7L);
        ConnectionKey knownAgain = connection("known-again", "pending", 8L);
        raise(known, 3);
        raise(knownAgain, 4);

        // when
        List<ConnectionKey> claimed = claim(2);

        // then
        assertThat(claimed).containsExactlyInAnyOrder(known, knownAgain);
        assertThat(claim(9)).containsExactlyInAnyOrder(key("forged-1"), key("forged-2"));
    }

    @Test
    void oneThatNobodyCanBeAskedAboutDoesNotStopTheOthers() {
        // given
        ConnectionKey spoilt = connection("spoilt", "active", 7L);
        ConnectionKey forged = connection("forged", "pending", null);
        ConnectionKey swapped = connection("swapped", "active", 9L);
        List<ConnectionKey> whole =
                List.of(
                        connection("whole-1", "active", 8L),
                        connection("whole-2", "pending", null));
        List.of(spoilt, forged, swapped).forEach(key -> raise(key, 1));
        whole.forEach(key -> raise(key, 2));
        spoil(spoilt, "no key");
        spoil(forged, "%");
        spoil(swapped, key("somebody-else").encoded());

        // when
        List<Unconfirmed> flood =
                new FloodBook(jdbc).claim(PARTITIONS, "dev", Duration.ZERO, LEASE);
        List<ConnectionKey> single = claim(9);

        // then
        assertThat(flood).extracting(one -> one.due().key()).containsExactly(whole.get(1));
        assertThat(single).containsExactly(whole.get(0));
        assertThat(claim(9)).as("until their leases run out").isEmpty();
    }

    private static void spoil(ConnectionKey key, String text) {
        jdbc.update("update connection set key = ? where id = ?", text, key.id());
    }

    @Test
    void whatWasAskedAMomentAgoIsNotDueAtOnceWhenRaisedAnew() {
        // given
        ConnectionKey key = connection("known", "active", 7L);
        raise(key, 1);
        assertThat(secondsUntilDue(key)).as("never asked").isLessThanOrEqualTo(0);
        assertThat(claim(1)).containsExactly(key);

        // when
        raise(key, 2);

        // then
        assertThat(secondsUntilDue(key)).isGreaterThan(0).isLessThanOrEqualTo(3);
    }

    @Test
    void whatWasAskedLongAgoIs() {
        // given
        ConnectionKey key = connection("known", "active", 7L);
        raise(key, 1);
        claim(1);
        jdbc.update("update question set asked_at = now() - interval '1 minute'");

        // when
        raise(key, 2);

        // then
        assertThat(secondsUntilDue(key)).isLessThanOrEqualTo(0);
    }

    @Test
    void anAnswerThatTheBrokersDoNotTakeIsAskedForAgainInSeconds() throws Exception {
        // given
        ConnectionKey key = connection("known", "active", 7L);
        raise(key, 1);
        HttpServer absent =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        absent.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"error\":{\"code\":\"not_found\"}}".getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(404, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        absent.start();

        // when
        try (NangoApi nango =
                        NangoApi.at(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + absent.getAddress().getPort()),
                                        new ApiKey("key"))
                                .build();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            asker(nango).round(PARTITIONS, threads);
        } finally {
            absent.stop(0);
        }

        // then
        assertThat(secondsUntilDue(key)).isCloseTo(5, within(4.9));
        assertThat(jdbc.queryForMap("select lease, attempts from question"))
                .containsEntry("lease", null)
                .containsEntry("attempts", 1);
    }

    private static EnvironmentAsker asker(NangoApi nango) {
        Budget budget = new Budget(new NamedParameterJdbcTemplate(jdbc), "dev", 600);
        FloodBook floods = new FloodBook(jdbc);
        Answering answering = new Answering(brokersAway(), Clock.systemUTC());
        return new EnvironmentAsker(
                "dev",
                new Answers(nango, new KeyPower("dev"), budget),
                budget,
                new FirstPage("dev", nango, budget, floods, book, answering, Clock.systemUTC()),
                floods,
                book,
                answering,
                Clock.systemUTC(),
                () -> {});
    }

    @SuppressWarnings("unchecked")
    private static KafkaOperations<byte[], byte[]> brokersAway() {
        return (KafkaOperations<byte[], byte[]>)
                Proxy.newProxyInstance(
                        QuestionBookIT.class.getClassLoader(),
                        new Class<?>[] {KafkaOperations.class},
                        (_, _, _) -> {
                            throw new KafkaException("the brokers are away");
                        });
    }
}
