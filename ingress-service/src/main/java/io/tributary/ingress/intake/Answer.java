package io.tributary.ingress.intake;

import io.tributary.ingress.durable.Kept.Durable;
import io.tributary.ingress.durable.Kept.NotDurable;
import io.tributary.nango.webhook.Refusal;

/** What the sender is told. */
public sealed interface Answer {

    /**
     * Durable.
     *
     * @param kind the event's type
     */
    record Accepted(String kind, Durable place) implements Answer {}

    /** Authentic, but not known to be durable: come again. */
    record NotKept(String kind, NotDurable why) implements Answer {}

    /** Not authentic: nothing is kept. */
    record Unauthentic(Refusal reason) implements Answer {}

    /** No such environment. */
    record UnknownEnvironment() implements Answer {}

    /** Nothing is here. */
    record NoSuchPath() implements Answer {}

    /** Only POST. */
    record WrongMethod() implements Answer {}

    /** Larger than is read at all. */
    record TooLarge() implements Answer {}

    /** There is no room for it now: come again. */
    record NoRoom() implements Answer {}

    /** The body did not arrive in time: come again. */
    record TooSlow() implements Answer {}

    /** Whoever sent it closed the connection before its end: nobody reads this. */
    record SenderGone() implements Answer {}

    /** A fault of ours: come again. */
    record Failed() implements Answer {}
}
