package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.events.ConnectionKey;
import io.tributary.store.EventStreamReader.Event;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** What a user is told as it happens, whichever instance tells it and whichever decided. */
class EventsIT {

    private static final ConnectStage CONNECT = ConnectStage.Shared.CONNECT;
    private static final Tokens TOKENS = CONNECT.stage.tokens;

    private final String ann = "ann-" + UUID.randomUUID();

    /** Six connections lie on all partitions, which the two instances share. */
    @Test
    void eachInstanceTellsWhatAnyInstanceDecided() {
        // given
        await().atMost(ConnectStage.PATIENCE)
                .until(
                        () ->
                                CONNECT.stage
                                        .admin
                                        .describeConsumerGroups(List.of("connection-store"))
                                        .all()
                                        .get()
                                        .get("connection-store")
                                        .members()
                                        .size(),
                        members -> members == 2);

        try (EventStreamReader one = CONNECT.follow(CONNECT.first, TOKENS.user(ann));
                EventStreamReader two = CONNECT.follow(CONNECT.second, TOKENS.user(ann));
                EventStreamReader bobs = CONNECT.follow(CONNECT.second, TOKENS.user("bob"))) {
            assertThat(one.contentType()).startsWith("text/event-stream");
            assertThat(ConnectStage.ids(one.events.getFirst().data())).isEmpty();

            // when
            List<ConnectionKey> keys = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                keys.add(CONNECT.connected(ann));
            }
            ConnectionKey gone = keys.getFirst();
            CONNECT.disconnect(TOKENS.user(ann), gone);

            // then
            for (EventStreamReader stream : List.of(one, two)) {
                for (ConnectionKey key : keys) {
                    String id = key.id().toString();
                    await(key + " is told")
                            .atMost(ConnectStage.PATIENCE)
                            .until(() -> !stream.of(id).isEmpty());
                    assertThat(stream.of(id).getFirst().status()).isEqualTo("active");
                    assertThat(
                                    stream.of(id)
                                            .getFirst()
                                            .data()
                                            .path("owner")
                                            .path("endUserId")
                                            .asString())
                            .isEqualTo(ann);
                }
                await().atMost(ConnectStage.PATIENCE)
                        .until(
                                () ->
                                        stream.of(gone.id().toString())
                                                .getLast()
                                                .status()
                                                .equals("deleted"));
                assertThat(stream.of(gone.id().toString()))
                        .extracting(event -> event.data().path("version").asLong())
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
            assertThat(bobs.events.toString()).doesNotContain(ann);
        }
    }

    @Test
    void whoComesAgainIsToldWhatThereIs() {
        // given
        ConnectionKey kept = CONNECT.connected(ann);
        ConnectionKey lost = CONNECT.connected(ann);
        try (EventStreamReader before = CONNECT.follow(CONNECT.first, TOKENS.user(ann))) {
            assertThat(ConnectStage.ids(before.events.getFirst().data()))
                    .containsExactlyInAnyOrder(kept.id().toString(), lost.id().toString());
        }

        // when
        CONNECT.disconnect(TOKENS.user(ann), lost);
        CONNECT.awaitStatus(lost, "deleted");

        // then
        try (EventStreamReader after = CONNECT.follow(CONNECT.second, TOKENS.user(ann))) {
            Event snapshot = after.events.getFirst();
            assertThat(snapshot.name()).isEqualTo("snapshot");
            assertThat(ConnectStage.ids(snapshot.data())).containsExactly(kept.id().toString());
        }
    }

    /** Its tags say another user now: the former one is told that it is gone, and nothing else. */
    @Test
    void whatBecomesAnothersIsGone() {
        // given
        ConnectionKey key = CONNECT.connected(ann);
        String carla = "carla-" + UUID.randomUUID();
        try (EventStreamReader anns = CONNECT.follow(CONNECT.first, TOKENS.user(ann));
                EventStreamReader carlas = CONNECT.follow(CONNECT.first, TOKENS.user(carla))) {
            // when
            CONNECT.nango.connection(
                    "PATCH",
                    key.integration(),
                    key.connectionId(),
                    "{\"tags\":{\"end_user_id\":\"%s\"}}".formatted(carla));
            CONNECT.stage.deliver(Stage.body("override", true, key));

            // then
            await().atMost(ConnectStage.PATIENCE)
                    .until(() -> !carlas.of(key.id().toString()).isEmpty());
            await().atMost(ConnectStage.PATIENCE)
                    .until(() -> anns.events.stream().anyMatch(it -> it.name().equals("gone")));
            assertThat(anns.events.getLast().id()).isEqualTo(key.id().toString());
            assertThat(anns.events.toString()).doesNotContain(carla);
        }
    }

    @Test
    void aStreamEndsWithItsToken() {
        String shortLived =
                TOKENS.user(
                        ann,
                        claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(2))));
        try (EventStreamReader stream = CONNECT.follow(CONNECT.first, shortLived)) {
            await().atMost(ConnectStage.PATIENCE).until(() -> stream.over);
        }
    }

    @Test
    void aTokenInTheAddressIsNoToken() {
        HttpResponse<String> answer =
                CONNECT.first.asNobody("/api/connections/events?access_token=" + TOKENS.user(ann));
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsWrongIsAProblemHereToo() {
        try (EventStreamReader stream =
                new EventStreamReader(
                        CONNECT.first.request(
                                "local.server.port",
                                "/api/connections/events?since=1",
                                TOKENS.user(ann)))) {
            assertThat(stream.status()).isEqualTo(400);
            assertThat(stream.contentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void aUserHasSoManyStreamsAndNoMore() {
        List<EventStreamReader> open = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                open.add(CONNECT.follow(CONNECT.first, TOKENS.user(ann)));
            }
            open.add(CONNECT.follow(CONNECT.first, TOKENS.user(ann)));
            assertThat(open.getLast().status()).isEqualTo(429);
        } finally {
            open.forEach(EventStreamReader::close);
        }
    }
}
