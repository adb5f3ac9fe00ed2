package io.tributary.local.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The alert rules in the tree. */
record Alerts(String text) {

    private static final Path FILE = Path.of("../monitoring/alerts.yml");
    private static final Pattern NAME = Pattern.compile("- alert: (\\w+)");

    static Alerts read() throws IOException {
        return new Alerts(Files.readString(FILE));
    }

    List<String> names() {
        return NAME.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** One rule's lines. */
    String of(String name) {
        return text.split("- alert: " + name + "\n")[1].split("- alert: |\n  - name: ")[0];
    }
}
