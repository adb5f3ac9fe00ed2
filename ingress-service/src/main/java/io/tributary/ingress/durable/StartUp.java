package io.tributary.ingress.durable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * From listening to ready. Boot reports readiness only once this has returned; until then the
 * server answers 503, and an exception here ends the process.
 */
@Component
class StartUp implements ApplicationRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(StartUp.class);

    private final DeclaredTopics topics;
    private final List<WarmUp> warmUps;
    private final Gate gate;

    StartUp(DeclaredTopics topics, List<WarmUp> warmUps, Gate gate) {
        this.topics = topics;
        this.warmUps = warmUps;
        this.gate = gate;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        topics.await();
        warmUps.forEach(WarmUp::run);
        gate.open();
        LOGGER.atInfo().log("topics verified, taking webhooks");
    }
}
