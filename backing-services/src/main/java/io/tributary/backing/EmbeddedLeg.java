package io.tributary.backing;

import io.tributary.backing.embedded.EmbeddedKafka;
import io.tributary.backing.embedded.EmbeddedPostgres;

/** Services as processes of this machine, their data in folders that end with this JVM. */
final class EmbeddedLeg implements Leg {
    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Kafka kafka() {
        return EmbeddedKafka.start(KafkaSettings.ephemeral(TemporaryFolder.named("kafka")));
    }

    @Override
    public Postgres postgres() {
        return EmbeddedPostgres.start(
                PostgresSettings.ephemeral(TemporaryFolder.named("postgres")));
    }
}
