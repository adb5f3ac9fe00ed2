package io.tributary.ingress.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.events.EventType;
import io.tributary.ingress.durable.Kept.Durable;
import io.tributary.ingress.durable.Kept.NotDurable;
import io.tributary.ingress.durable.Kept.Reason;
import io.tributary.ingress.environment.Environment;
import io.tributary.ingress.intake.Answer;
import io.tributary.ingress.intake.Answer.Accepted;
import io.tributary.ingress.intake.Answer.Failed;
import io.tributary.ingress.intake.Answer.NoRoom;
import io.tributary.ingress.intake.Answer.NoSuchPath;
import io.tributary.ingress.intake.Answer.NotKept;
import io.tributary.ingress.intake.Answer.SenderGone;
import io.tributary.ingress.intake.Answer.TooLarge;
import io.tributary.ingress.intake.Answer.TooSlow;
import io.tributary.ingress.intake.Answer.Unauthentic;
import io.tributary.ingress.intake.Answer.UnknownEnvironment;
import io.tributary.ingress.intake.Answer.WrongMethod;
import io.tributary.ingress.intake.Delivery.Arrival;
import io.tributary.nango.webhook.AuthOperation;
import io.tributary.nango.webhook.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Locale;

/**
 * One count and one wide line per delivery. Accepted ones are at debug: the topics have them all,
 * and a busy environment would have little else in its log.
 */
@Component
class DeliveryReport {

    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryReport.class);
    private static final String NONE = "none";

    private record Outcome(String name, String kind, Level level) {}

    private final MeterRegistry meters;

    DeliveryReport(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param environment none if the path names none; what it named instead is nowhere recorded
     * @param size of the body in bytes, or -1 if it was not read to its end
     */
    void ended(@Nullable Environment environment, Arrival arrival, long size, Answer answer) {
        if (environment != null && environment.rehearsal()) {
            return;
        }
        Outcome outcome = outcome(answer);
        String name = environment == null ? NONE : environment.name();
        Counter.builder("tributary.ingress.deliveries")
                .description("Deliveries by what was answered")
                .withRegistry(meters)
                .withTags("environment", name, "outcome", outcome.name(), "kind", outcome.kind())
                .increment();
        described(answer, LOGGER.atLevel(outcome.level()))
                .addKeyValue("environment", name)
                .addKeyValue("outcome", outcome.name())
                .addKeyValue("kind", outcome.kind())
                .addKeyValue("bytes", size)
                .addKeyValue(
                        "durationMs",
                        Duration.ofNanos(System.nanoTime() - arrival.nanos()).toMillis())
                .log("delivery");
    }

    private static LoggingEventBuilder described(Answer answer, LoggingEventBuilder line) {
        if (answer instanceof Accepted(_, Durable(String topic, int partition, long offset))) {
            return line.addKeyValue("topicName", topic)
                    .addKeyValue("partition", partition)
                    .addKeyValue("offset", offset);
        }
        return answer instanceof NotKept(_, NotDurable(_, String cause))
                ? line.addKeyValue("cause", cause)
                : line;
    }

    /** Strangers choose the operation of what they forge; each would be a series of its own. */
    private static String bounded(String kind) {
        return kind.startsWith(EventType.AUTH_PREFIX)
                        && AuthOperation.of(kind.substring(EventType.AUTH_PREFIX.length()))
                                == AuthOperation.UNKNOWN
                ? EventType.AUTH_PREFIX + "other"
                : kind;
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer) {
            case Accepted(String kind, _) -> new Outcome("accepted", bounded(kind), Level.DEBUG);
            case NotKept(String kind, NotDurable(Reason reason, _)) ->
                    new Outcome(
                            lower(reason),
                            bounded(kind),
                            reason == Reason.STARTING ? Level.DEBUG : Level.WARN);
            case Unauthentic(Refusal reason) ->
                    new Outcome("signature_" + lower(reason), NONE, Level.INFO);
            case UnknownEnvironment _ -> new Outcome("unknown_environment", NONE, Level.INFO);
            case NoSuchPath _ -> new Outcome("no_such_path", NONE, Level.DEBUG);
            case WrongMethod _ -> new Outcome("wrong_method", NONE, Level.INFO);
            case TooLarge _ -> new Outcome("too_large", NONE, Level.WARN);
            case NoRoom _ -> new Outcome("no_room", NONE, Level.WARN);
            case SenderGone _ -> new Outcome("sender_gone", NONE, Level.INFO);
            case TooSlow _ -> new Outcome("too_slow", NONE, Level.WARN);
            case Failed _ -> new Outcome("failed", NONE, Level.ERROR);
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
