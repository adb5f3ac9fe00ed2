package io.tributary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class CloudEventTest {

    private static final CloudEvent EVENT =
            new CloudEvent(
                    "id-1",
                    "/source",
                    "a.type",
                    "dev/github/été",
                    Instant.parse("2026-11-22T10:00:00.123456Z"),
                    "urn:x",
                    "application/json",
                    Map.of("nangoretryof", "id-0"),
                    "{}".getBytes(UTF_8));

    @Test
    void headersComeBackAsTheEvent() {
        CloudEvent read = CloudEvent.of(EVENT.headers(), EVENT.data());

        assertThat(read).isEqualTo(EVENT);
    }

    @Test
    void headersOfOthersAreIgnored() {
        Map<String, byte[]> headers = new HashMap<>(EVENT.headers());
        headers.put("traceparent", new byte[] {1});
        headers.put("ce_Not-An-Attribute", new byte[] {1});

        CloudEvent read = CloudEvent.of(headers, EVENT.data());

        assertThat(read).isEqualTo(EVENT);
    }

    @Test
    void aTombstoneHasNoData() {
        assertThat(CloudEvent.of(EVENT.headers(), null).data()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
    void aMissingAttributeIsNamed(String header) {
        Map<String, byte[]> headers = new HashMap<>(EVENT.headers());
        headers.remove(header);

        assertThatThrownBy(() -> CloudEvent.of(headers, null))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining(header);
    }

    @Test
    void aTimeThatIsNoneIsMalformed() {
        Map<String, byte[]> headers = new HashMap<>(EVENT.headers());
        headers.put("ce_time", "yesterday".getBytes(UTF_8));

        assertThatThrownBy(() -> CloudEvent.of(headers, null))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("ce_time");
    }

    @Test
    void extensionNamesFollowTheSpecification() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new CloudEvent(
                                        "i",
                                        "s",
                                        "t",
                                        null,
                                        null,
                                        null,
                                        null,
                                        Map.of("nango-retry", "x"),
                                        null))
                .withMessageContaining("nango-retry");
    }

    @Test
    void theDataStaysOutOfLogs() {
        assertThat(EVENT.toString()).doesNotContain("{}").contains("a.type");
    }
}
