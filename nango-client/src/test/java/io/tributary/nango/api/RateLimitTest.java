package io.tributary.nango.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class RateLimitTest {

    @Test
    void readsNangosBudget() {
        assertThat(RateLimit.of(headers("200", "0", "1787313660")))
                .contains(new RateLimit(200, 0, Instant.ofEpochSecond(1787313660)));
    }

    @ParameterizedTest
    @CsvSource({
        "200,1,30",
        "200,1,1787313660000",
        "200,1,soon",
        "'100, 100',1,1787313660",
        "200,-,1787313660"
    })
    void takesNoProvidersBudgetForNangos(String limit, String remaining, String reset) {
        assertThat(RateLimit.of(headers(limit, remaining, reset))).isEmpty();
    }

    @Test
    void isNotThereWithoutHeaders() {
        assertThat(RateLimit.of(HttpHeaders.of(Map.of(), (_, _) -> true))).isEmpty();
    }

    private static HttpHeaders headers(String limit, String remaining, String reset) {
        return HttpHeaders.of(
                Map.of(
                        "X-RateLimit-Limit", List.of(limit),
                        "X-RateLimit-Remaining", List.of(remaining),
                        "X-RateLimit-Reset", List.of(reset)),
                (_, _) -> true);
    }
}
