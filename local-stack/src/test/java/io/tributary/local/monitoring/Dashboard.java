package io.tributary.local.monitoring;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The dashboard in the tree. */
public record Dashboard(JsonNode model) {

    private static final Path FILE = Path.of("../monitoring/grafana/dashboards/tributary.json");

    public static Dashboard read() throws IOException {
        return new Dashboard(new JsonMapper().readTree(Files.readString(FILE)));
    }

    List<JsonNode> panels() {
        return model.path("panels").valueStream().toList();
    }

    /** Panels that ask something. */
    List<JsonNode> asking() {
        return panels().stream()
                .filter(one -> !one.path("type").stringValue().equals("row"))
                .toList();
    }

    /**
     * What is asked, as Grafana would ask it over a minute's rates and all environments. Of the
     * annotation, which is empty while all is well, nothing.
     */
    public List<String> queries() {
        return asking().stream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").stringValue())
                .map(query -> query.replace("$__rate_interval", "1m").replace("$environment", ".*"))
                .toList();
    }
}
