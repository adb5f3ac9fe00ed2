package io.tributary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.events.ConnectionKey;
import io.tributary.events.EventType;
import io.tributary.events.Topics;
import io.tributary.store.FakeNango.Known;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What operators see of parked inputs, and do with them. */
class ParkedApiIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PARKED = "/api/operations/parked";
    private static final byte[] NO_TEXT = {(byte) 0xff, (byte) 0xfe, 0, 1};

    private static final Stage STAGE = Stage.Shared.STAGE;
    private static final ApiCalls CALLS = new ApiCalls(Stage.Shared.SERVICE, STAGE.tokens);

    private static ConnectionKey key(String connectionId) {
        return new ConnectionKey(Stage.ENVIRONMENT, "parked-test", connectionId);
    }

    /** Not JSON, under the key of a connection. */
    private static RecordMetadata poison(ConnectionKey key, byte[] value) {
        RecordMetadata sent =
                STAGE.deliver(key.encoded(), EventType.AUTH_PREFIX + "creation", value);
        parkedAt(sent);
        return sent;
    }

    private static JsonNode parkedAt(RecordMetadata sent) {
        return ApiCalls.json(
                await().atMost(PATIENCE)
                        .until(
                                () -> CALLS.asOperator(path(sent)),
                                answer -> answer.statusCode() == 200));
    }

    private static String path(RecordMetadata sent) {
        return PARKED + "/" + sent.partition() + "/" + sent.offset();
    }

    private static JsonNode list(String query) {
        return ApiCalls.json(CALLS.asOperator(PARKED + "?" + query));
    }

    private static HttpResponse<String> redrive(String body) {
        return CALLS.post(PARKED + "/redrive", body, STAGE.tokens.operator());
    }

    private static HttpResponse<String> redrive(RecordMetadata sent) {
        return redrive(
                "{\"input\":{\"partition\":%d,\"offset\":%d}}"
                        .formatted(sent.partition(), sent.offset()));
    }

    private static String encoded(ConnectionKey key) {
        return URLEncoder.encode(key.encoded(), UTF_8);
    }

    /** Without what the store itself asked for. */
    private static List<ConsumerRecord<byte[], byte[]>> onInbox(ConnectionKey key) {
        return STAGE.records(Topics.INBOX.name()).stream()
                .filter(record -> record.key() != null)
                .filter(record -> record.headers().lastHeader("ce_type") != null)
                .filter(record -> header(record, "ce_type").startsWith(EventType.AUTH_PREFIX))
                .filter(record -> new String(record.key(), UTF_8).equals(key.encoded()))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Test
    void onlyATokenWithTheScopeSeesAndDoesAnything() {
        // when
        HttpResponse<String> list = CALLS.get(PARKED);
        HttpResponse<String> redrive =
                CALLS.post(PARKED + "/redrive", "{\"filter\":{},\"most\":1}", STAGE.tokens.valid());

        // then
        assertThat(List.of(list.statusCode(), redrive.statusCode())).containsOnly(403);
        assertThat(ApiCalls.json(list).get("detail").stringValue()).contains("tributary.operate");
        assertThat(CALLS.asNobody(PARKED).statusCode()).isEqualTo(401);
    }

    @Test
    void listsByReasonWithWhereItWasAndWhereItIs() {
        // given
        ConnectionKey key = key("listed");
        RecordMetadata malformed = poison(key, "no JSON".getBytes(UTF_8));
        RecordMetadata other =
                poison(key, Stage.body("creation", true, key("another")).getBytes(UTF_8));

        // when
        JsonNode oldest = list("key=" + encoded(key)).get("inputs");
        JsonNode newest = list("order=newest&environment=dev&key=" + encoded(key)).get("inputs");
        JsonNode byReason = list("reason=other-connection&key=" + encoded(key)).get("inputs");

        // then
        assertThat(oldest.valueStream().map(one -> one.get("offset").longValue()))
                .containsExactly(malformed.offset(), other.offset());
        assertThat(newest.valueStream().map(one -> one.get("offset").longValue()))
                .containsExactly(other.offset(), malformed.offset());
        assertThat(byReason).hasSize(1);
        JsonNode first = oldest.get(0);
        assertThat(first.get("reason").stringValue()).isEqualTo("malformed");
        assertThat(first.get("ceType").stringValue()).isEqualTo("nango.webhook.auth.creation");
        assertThat(first.get("timestamp").stringValue()).isNotBlank();
        assertThat(first.get("size").intValue()).isEqualTo(7);
        assertThat(first.get("prospect").stringValue()).contains("parked again");
        JsonNode copy = first.get("copy");
        assertThat(copy.get("topic").stringValue()).isEqualTo("nango.inbox.parked");
        assertThat(STAGE.records("nango.inbox.parked"))
                .filteredOn(
                        record ->
                                record.partition() == copy.get("partition").intValue()
                                        && record.offset() == copy.get("offset").longValue())
                .extracting(record -> header(record, "parked_offset"))
                .containsExactly(Long.toString(malformed.offset()));
    }

    @Test
    void pagesFollowEachOtherInBothOrders() {
        // given
        ConnectionKey key = key("paged");
        for (int i = 0; i < 5; i++) {
            poison(key, ("no JSON " + i).getBytes(UTF_8));
        }

        // when
        List<Long> oldest = walk("order=oldest&limit=2&key=" + encoded(key));
        List<Long> newest = walk("order=newest&limit=2&key=" + encoded(key));

        // then
        assertThat(oldest).hasSize(5).isSorted();
        assertThat(newest).isEqualTo(oldest.reversed());
    }

    private static List<Long> walk(String query) {
        List<Long> offsets = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = list(query + cursor);
            page.get("inputs").forEach(one -> offsets.add(one.get("offset").longValue()));
            cursor = page.get("next").isNull() ? null : "&cursor=" + page.get("next").stringValue();
        }
        return offsets;
    }

    @Test
    void showsTheBytesAsTheyCame() {
        // given
        RecordMetadata binary = poison(key("binary"), NO_TEXT);
        RecordMetadata keyless =
                STAGE.send(new ProducerRecord<>(Topics.INBOX.name(), 1, null, "x".getBytes(UTF_8)));
        RecordMetadata empty = STAGE.send(tombstone(key("tombstone")));

        // when
        JsonNode one = parkedAt(binary);

        // then
        JsonNode record = one.get("record");
        assertThat(Base64.getDecoder().decode(record.at("/value/base64").stringValue()))
                .isEqualTo(NO_TEXT);
        assertThat(record.at("/value/text").isNull()).isTrue();
        assertThat(record.at("/key/text").stringValue()).isEqualTo("dev/parked-test/binary");
        assertThat(record.get("topic").stringValue()).isEqualTo("nango.inbox");
        assertThat(record.get("headers").valueStream().map(it -> it.get("name").stringValue()))
                .contains("ce_id", "ce_type")
                .noneMatch(name -> name.startsWith("parked_"));
        assertThat(parkedAt(keyless).at("/record/value/text").stringValue()).isEqualTo("x");
        assertThat(parkedAt(keyless).at("/input/reason").stringValue()).isEqualTo("no-key");
        assertThat(parkedAt(empty).at("/record/value").isNull()).isTrue();
    }

    private static ProducerRecord<byte[], byte[]> tombstone(ConnectionKey key) {
        return new ProducerRecord<>(Topics.INBOX.name(), key.bytes(), null);
    }

    @Test
    void onceTheCauseIsGoneARedriveIsHandledAndHappensOnce() {
        // given
        ConnectionKey key = key("refused");
        STAGE.nango.connections.put(key.connectionId(), new Known(77, key.integration()));
        STAGE.jdbc.execute(
                "alter table connection add constraint refuses_parked_test"
                        + " check (connection_id <> 'refused')");
        RecordMetadata sent = STAGE.deliver(Stage.body("creation", true, key));
        assertThat(parkedAt(sent).at("/input/reason").stringValue())
                .isEqualTo("refused-by-database");
        STAGE.jdbc.execute("alter table connection drop constraint refuses_parked_test");

        // when
        JsonNode first = ApiCalls.json(redrive(sent));
        JsonNode second = ApiCalls.json(redrive(sent));

        // then
        await().atMost(PATIENCE).until(() -> STAGE.status(key).equals("active"));
        assertThat(first.at("/outcomes/0/result").stringValue()).isEqualTo("redriven");
        assertThat(second.at("/outcomes/0/result").stringValue()).isEqualTo("already-redriven");
        assertThat(second.at("/outcomes/0/to")).isEqualTo(first.at("/outcomes/0/to"));
        List<ConsumerRecord<byte[], byte[]>> webhooks = onInbox(key);
        assertThat(webhooks).hasSize(2);
        ConsumerRecord<byte[], byte[]> again = webhooks.getLast();
        assertThat(again.value()).isEqualTo(webhooks.getFirst().value());
        assertThat(again.offset()).isEqualTo(first.at("/outcomes/0/to/offset").longValue());
        assertThat(header(again, "ce_id")).isEqualTo(header(webhooks.getFirst(), "ce_id"));
        assertThat(header(again, "parked_redrives")).isEqualTo("1");
        assertThat(header(again, "parked_reason")).isNull();
        assertThat(header(again, "redriven_from"))
                .isEqualTo("nango.inbox/%d/%d".formatted(sent.partition(), sent.offset()));
        JsonNode mark = parkedAt(sent).at("/input/redriven");
        assertThat(mark.get("by").stringValue()).isEqualTo("test");
        assertThat(mark.get("offset").longValue()).isEqualTo(again.offset());
        assertThat(list("redriven=false&key=" + encoded(key)).get("inputs")).isEmpty();
    }

    @Test
    void aLineageIsRedrivenThreeTimesAndNotAFourth() {
        // given
        ConnectionKey key = key("hopeless");
        poison(key, "no JSON".getBytes(UTF_8));
        for (int i = 1; i <= 3; i++) {
            String order = "{\"filter\":{\"key\":\"%s\"},\"most\":5}".formatted(key.encoded());
            assertThat(ApiCalls.json(redrive(order)).get("redriven").longValue()).isEqualTo(1);
            int parked = i + 1;
            await().atMost(PATIENCE)
                    .until(() -> list("key=" + encoded(key)).get("inputs").size() == parked);
        }
        JsonNode last = list("order=newest&key=" + encoded(key)).get("inputs").get(0);

        // when
        HttpResponse<String> fourth =
                redrive(
                        "{\"input\":{\"partition\":%d,\"offset\":%d}}"
                                .formatted(
                                        last.get("partition").intValue(),
                                        last.get("offset").longValue()));

        // then
        assertThat(last.get("redrives").intValue()).isEqualTo(3);
        assertThat(last.get("redrivenFrom").stringValue()).startsWith("nango.inbox/");
        assertThat(fourth.statusCode()).isEqualTo(409);
        assertThat(ApiCalls.json(fourth).get("detail").stringValue()).contains("three times");
        JsonNode byFilter =
                ApiCalls.json(
                        redrive(
                                "{\"filter\":{\"key\":\"%s\"},\"most\":5}"
                                        .formatted(key.encoded())));
        assertThat(byFilter.get("redriven").longValue()).isZero();
        assertThat(byFilter.at("/outcomes/0/result").stringValue()).isEqualTo("used-up");
        assertThat(onInbox(key)).hasSize(4);
    }

    /** More than are looked up at once, so that what is parked again could be found as well. */
    @Test
    void oneOrderRedrivesNothingThatWasParkedAgainMeanwhile() {
        // given
        ConnectionKey key = key("many");
        int many = 201;
        for (int i = 0; i < many; i++) {
            STAGE.deliver(
                    key.encoded(), EventType.AUTH_PREFIX + "creation", "no JSON".getBytes(UTF_8));
        }
        String query = "redriven=false&limit=1000&key=" + encoded(key);
        await().atMost(PATIENCE).until(() -> list(query).get("inputs").size() == many);

        // when
        JsonNode redriven =
                ApiCalls.json(
                        redrive(
                                "{\"filter\":{\"key\":\"%s\"},\"most\":1000}"
                                        .formatted(key.encoded())));

        // then
        assertThat(redriven.get("matching").intValue()).isEqualTo(many);
        assertThat(redriven.get("redriven").intValue()).isEqualTo(many);
        assertThat(redriven.get("outcomes").size()).isEqualTo(many);
    }

    @Test
    void aDryRunSaysWhatAndDoesNothing() {
        // given
        ConnectionKey key = key("dry");
        for (int i = 0; i < 3; i++) {
            poison(key, ("no JSON " + i).getBytes(UTF_8));
        }

        // when
        JsonNode report =
                ApiCalls.json(
                        redrive(
                                "{\"filter\":{\"key\":\"%s\"},\"most\":2,\"dryRun\":true}"
                                        .formatted(key.encoded())));

        // then
        assertThat(report.get("matching").longValue()).isEqualTo(3);
        assertThat(report.get("redriven").longValue()).isEqualTo(2);
        assertThat(report.get("outcomes").valueStream().map(it -> it.get("result").stringValue()))
                .containsExactly("would-be-redriven", "would-be-redriven");
        assertThat(list("redriven=true&key=" + encoded(key)).get("inputs")).isEmpty();
        assertThat(onInbox(key)).hasSize(3);
    }

    @Test
    void concurrentCallsRedriveOnce() throws Exception {
        // given
        ConnectionKey key = key("concurrent");
        RecordMetadata sent = poison(key, "no JSON".getBytes(UTF_8));
        List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> redrive(sent));
        }

        // when
        List<String> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
                results.add(ApiCalls.json(answer.get()).at("/outcomes/0/result").stringValue());
            }
        }

        // then
        assertThat(results).hasSize(8).containsOnlyOnce("redriven");
        assertThat(results).filteredOn("already-redriven"::equals).hasSize(7);
        assertThat(onInbox(key)).hasSize(2);
    }

    /** The database refuses the very commit: what was sent is on the topic, the mark is not. */
    @Test
    void endedBetweenSendingAndMarkingItIsSentOnceMoreAndNotLost() {
        // given
        ConnectionKey key = key("between");
        RecordMetadata sent = poison(key, "no JSON".getBytes(UTF_8));
        STAGE.jdbc.execute(
                """
                create function refuse_mark() returns trigger language plpgsql as $$
                begin raise exception 'gone' using errcode = '57P01'; end $$;
                create constraint trigger refuse_mark after insert on redrive
                deferrable initially deferred for each row execute function refuse_mark();
                """);

        // when
        HttpResponse<String> ended = redrive(sent);

        // then
        STAGE.jdbc.execute("drop function refuse_mark() cascade");
        assertThat(ended.statusCode()).isEqualTo(503);
        assertThat(ApiCalls.json(ended).get("detail").stringValue()).contains("without its mark");
        assertThat(onInbox(key)).hasSize(2);
        assertThat(parkedAt(sent).at("/input/redriven").isNull()).isTrue();
        assertThat(ApiCalls.json(redrive(sent)).at("/outcomes/0/result").stringValue())
                .isEqualTo("redriven");
        assertThat(onInbox(key)).hasSize(3);
        assertThat(ApiCalls.json(redrive(sent)).at("/outcomes/0/result").stringValue())
                .isEqualTo("already-redriven");
    }

    @Test
    void whatIsWrongIsSaidAsProblemDetails() {
        says(CALLS.asOperator(PARKED + "?raeson=malformed"), 400, "raeson is not known");
        says(
                CALLS.asOperator(PARKED + "?topic=nango.deliveries"),
                400,
                "topic must be nango.inbox");
        says(CALLS.asOperator(PARKED + "?from=yesterday"), 400, "from must be a time such as");
        says(
                CALLS.asOperator(PARKED + "?from=%2B1000000000-12-31T23:59:59Z"),
                400,
                "from must be of the years 0 to 9999");
        says(
                redrive("{\"filter\":{\"to\":\"+1000000000-12-31T23:59:59Z\"},\"most\":1}"),
                400,
                "to must be of the years 0 to 9999");
        says(CALLS.asOperator(PARKED + "?order=odd"), 400, "oldest or newest");
        says(CALLS.asOperator(PARKED + "?cursor=b2xkZXN0"), 400, "cursor must be");
        says(CALLS.asOperator(PARKED + "/0/odd"), 400, "offset must be a whole number");
        says(CALLS.asOperator(PARKED + "/0/99999999"), 404, "not on nango.inbox.parked");
        says(redrive("{}"), 400, "either 'input' or 'filter'");
        says(redrive("{\"filter\":{}}"), 400, "most must be 1 to 1000");
        says(redrive("{\"filter\":{\"raeson\":\"x\"},\"most\":1}"), 400, "'raeson'");
        says(redrive("{\"input\":{\"partition\":0}}"), 400, "a partition and an offset");
        says(redrive("{\"input\":{\"partition\":0,\"offset\":99999999}}"), 404, "is parked");
        says(redrive("no JSON"), 400, "must be JSON");
    }

    private static void says(HttpResponse<String> answer, int status, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(ApiCalls.json(answer).get("detail").stringValue()).contains(part);
    }
}
