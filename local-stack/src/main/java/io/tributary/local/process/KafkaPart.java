package io.tributary.local.process;

import io.tributary.backing.KafkaSettings;
import io.tributary.backing.embedded.BrokerJvm;
import io.tributary.backing.embedded.EmbeddedKafka;
import io.tributary.backing.process.ChildProcess;
import io.tributary.backing.ready.KafkaProbe;

/** The broker. */
public record KafkaPart(KafkaSettings settings, BrokerJvm jvm) implements Part {
    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public ChildProcess launch() {
        return EmbeddedKafka.launched(settings, jvm).process();
    }

    @Override
    public boolean answers() {
        return KafkaProbe.answers(bootstrapServers());
    }

    @Override
    public void firstReady() throws InterruptedException {
        BrokerWarmth.reach(bootstrapServers());
    }

    private String bootstrapServers() {
        return "127.0.0.1:" + settings.port();
    }
}
