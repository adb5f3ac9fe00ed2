package io.tributary.ingress.intake;

import io.tributary.ingress.IngressSettings;
import io.tributary.ingress.durable.Keeper;
import io.tributary.ingress.durable.Kept.Durable;
import io.tributary.ingress.durable.Kept.NotDurable;
import io.tributary.ingress.durable.Outgoing;
import io.tributary.ingress.intake.Answer.Accepted;
import io.tributary.ingress.intake.Answer.NotKept;
import io.tributary.ingress.intake.Answer.Unauthentic;
import io.tributary.ingress.intake.Delivery.Body.Oversized;
import io.tributary.ingress.intake.Delivery.Body.Whole;
import io.tributary.nango.webhook.Refusal;
import io.tributary.nango.webhook.Verification;
import io.tributary.nango.webhook.Verification.Refused;
import io.tributary.nango.webhook.Verification.Verified;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.function.Function;

/** Verify, sort, keep, answer: the whole service. */
@Component
public class WebhookIntake {

    private final Sorter sorter;
    private final Keeper keeper;
    private final Duration deadline;

    WebhookIntake(Sorter sorter, Keeper keeper, IngressSettings settings) {
        this.sorter = sorter;
        this.keeper = keeper;
        this.deadline = settings.deadline();
    }

    /** Blocks until the delivery is durable or its deadline is over; for virtual threads. */
    public Answer take(Delivery delivery) {
        return switch (delivery.body()) {
            case Whole(byte[] bytes, var signatures) ->
                    keepIf(
                            delivery.environment().verifier().verify(signatures, bytes),
                            body -> sorter.sort(delivery, body),
                            delivery);
            case Oversized(var seen, _) ->
                    keepIf(seen.finish(), digest -> sorter.sort(delivery, digest), delivery);
        };
    }

    private <T> Answer keepIf(
            Verification<T> verification, Function<T, Outgoing> sorted, Delivery delivery) {
        return switch (verification) {
            case Refused<T>(Refusal reason) -> new Unauthentic(reason);
            case Verified<T>(T proof) -> keep(sorted.apply(proof), delivery);
        };
    }

    private Answer keep(Outgoing outgoing, Delivery delivery) {
        String kind = outgoing.event().type();
        Duration spent = Duration.ofNanos(System.nanoTime() - delivery.arrival().nanos());
        return switch (keeper.keep(outgoing, deadline.minus(spent))) {
            case Durable place -> new Accepted(kind, place);
            case NotDurable why -> new NotKept(kind, why);
        };
    }
}
