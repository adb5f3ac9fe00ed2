package io.tributary.backing;

import io.tributary.backing.docker.DockerKafka;
import io.tributary.backing.docker.DockerPostgres;

/** Services as containers. */
final class DockerLeg implements Leg {
    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Kafka kafka() {
        return DockerKafka.start();
    }

    @Override
    public Postgres postgres() {
        return DockerPostgres.start();
    }
}
