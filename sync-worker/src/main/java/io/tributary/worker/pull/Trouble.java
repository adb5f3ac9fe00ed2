package io.tributary.worker.pull;

import io.tributary.nango.api.NangoFailure;
import io.tributary.nango.api.ProxyAnswer;
import io.tributary.worker.definition.Success;

import java.time.Duration;

/** Why a page could not be had or understood. What to do about it is decided elsewhere. */
public sealed interface Trouble {

    /** Nango refused the call, could not reach the provider, or was away. */
    record OfNango(NangoFailure failure) implements Trouble {}

    /** The provider refused. */
    record OfProvider(ProxyAnswer.ProviderFailed answer) implements Trouble {}

    /**
     * The provider answered 200 and said that it did not do what it was asked.
     *
     * @param word what it gave as the reason; empty if that was no single word
     * @param path where it said so
     * @param definition whose {@code success} told it
     */
    record Declined(String word, String path, String definition, Success.Failure meaning)
            implements Trouble {}

    /** The answer broke off or took too long. */
    record BrokenAnswer() implements Trouble {}

    /** This environment's share of calls is used up for so long. */
    record NoBudget(Duration period) implements Trouble {}

    /** This worker's configuration lacks something that another's may have. */
    record NotConfigured(String code, String sentence) implements Trouble {}

    /**
     * The answer is not what the definition says; asking again would not change that.
     *
     * @param sentence what is wrong and what to do, for an operator
     */
    record Unfit(String code, String sentence) implements Trouble {}

    /** This worker is told to end, or its thread is. */
    record Stopping() implements Trouble {}
}
