package io.tributary.local.process;

import io.tributary.backing.embedded.EmbeddedKafka;
import io.tributary.backing.embedded.EmbeddedPostgres;
import io.tributary.backing.process.ProcessRecord;
import io.tributary.local.config.Layout;
import io.tributary.local.report.Console;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a launcher that was killed left behind: still running, and nobody's any more. */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftovers() {}

    /**
     * Ends them, services first, and names each.
     *
     * @param services by name, in the order in which they are to be ended
     */
    public static void end(Layout layout, List<String> services, Console console)
            throws IOException {
        for (String service : services) {
            Optional<ProcessRecord> record = ProcessRecord.read(layout.record(service));
            if (record.isPresent() && record.get().end(PATIENCE)) {
                tell(console, service);
            }
            Files.deleteIfExists(layout.record(service));
        }
        if (EmbeddedKafka.endLeftover(layout.kafka())) {
            tell(console, "Kafka");
        }
        if (EmbeddedPostgres.endLeftover(layout.postgres())) {
            tell(console, "PostgreSQL");
        }
    }

    private static void tell(Console console, String what) {
        console.say("ended " + what + " that an earlier run had left behind");
    }
}
