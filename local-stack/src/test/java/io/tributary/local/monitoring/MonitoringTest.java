package io.tributary.local.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What is provisioned to Grafana and Prometheus fits together, and what an operator reads. */
class MonitoringTest {

    private static final Path DATA_SOURCE =
            Path.of("../monitoring/grafana/provisioning/datasources/prometheus.yml");
    private static final int COLUMNS = 24;

    @Test
    void everyPanelAsksTheProvisionedSource() throws Exception {
        String provisioned = Files.readString(DATA_SOURCE);

        for (JsonNode panel : Dashboard.read().asking()) {
            assertThat(panel.path("targets").size())
                    .as(panel.path("title").toString())
                    .isPositive();
            var refs = new HashSet<String>();
            for (JsonNode target : panel.path("targets")) {
                assertThat(target.path("expr").stringValue()).isNotBlank();
                assertThat(refs.add(target.path("refId").stringValue())).isTrue();
                assertThat(target.path("datasource")).isEqualTo(panel.path("datasource"));
            }
            assertThat(panel.path("datasource").path("type").stringValue()).isEqualTo("prometheus");
            assertThat(provisioned)
                    .contains("uid: " + panel.path("datasource").path("uid").stringValue());
        }
    }

    @Test
    void panelsHaveATitleAnIdAndAPlaceOfTheirOwn() throws Exception {
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        Dashboard dashboard = Dashboard.read();

        assertThat(dashboard.model().path("schemaVersion").asInt()).isPositive();
        assertThat(dashboard.model().path("uid").stringValue()).isEqualTo("tributary");
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.path("title").stringValue();
            assertThat(title).isNotBlank();
            assertThat(panel.path("type").stringValue()).isIn("row", "stat", "timeseries");
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            JsonNode place = panel.path("gridPos");
            int left = place.path("x").asInt();
            int right = left + place.path("w").asInt();
            assertThat(right).as(title).isGreaterThan(left).isLessThanOrEqualTo(COLUMNS);
            int top = place.path("y").asInt();
            for (int y = top; y < top + place.path("h").asInt(); y++) {
                for (int x = left; x < right; x++) {
                    assertThat(taken.add(x + "," + y)).as(title).isTrue();
                }
            }
        }
    }

    @Test
    void everyAlertSaysHowBadItIsWhatItMeansWhatToDoAndWhereToReadOn() throws Exception {
        Alerts alerts = Alerts.read();

        assertThat(alerts.names()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        for (String name : alerts.names()) {
            assertThat(alerts.of(name))
                    .as(name)
                    .containsPattern("severity: (critical|warning)\n")
                    .containsPattern("summary: \\S")
                    .containsPattern("description: \\S")
                    .containsPattern("action: \\S")
                    .contains(
                            "runbook: docs/operations.md#" + name.toLowerCase(Locale.ROOT) + "\n");
        }
    }

    @Test
    void everyAlertIsRaisedByATest() throws Exception {
        String tests = Files.readString(Path.of("../monitoring/alerts-test.yml"));

        for (String name : Alerts.read().names()) {
            assertThat(tests).contains("ALERTS{alertname=\"" + name + "\", alertstate=\"firing\"");
        }
    }
}
