package io.tributary.nango.webhook;

/**
 * What a verified body looks like. A look and nothing more: whoever can post to Nango's public
 * webhook address can have any of these shapes signed, so nothing here is a fact about a connection
 * until Nango's API confirms it.
 */
public sealed interface Webhook {

    /** A body that names a connection; both ids match {@link io.tributary.nango.NangoGrammar}. */
    sealed interface Attributed extends Webhook {

        /** The integration's key. */
        String providerConfigKey();

        /** The connection's id, unique only inside one environment and integration. */
        String connectionId();
    }

    /**
     * {@code type} is {@code auth}, {@code from} is {@code nango}.
     *
     * @param operation as it came, 1 to 64 characters of {@code a-z_}: {@link AuthOperation} names
     *     the known ones, but an unknown one is an auth webhook too, so that a newer Nango loses
     *     nothing
     */
    record Auth(String operation, String providerConfigKey, String connectionId)
            implements Attributed {}

    /** A sync run ended: {@code type} is {@code sync}, {@code from} is {@code nango}. */
    record Sync(String providerConfigKey, String connectionId) implements Attributed {}

    /**
     * A provider's webhook that Nango attributed to a connection: {@code type} is {@code forward}.
     *
     * @param from the provider's name, any text
     */
    record Forward(String from, String providerConfigKey, String connectionId)
            implements Attributed {}

    /**
     * An asynchronous action ended: {@code type} is {@code async_action}, {@code from} is {@code
     * nango}.
     */
    record AsyncAction(String providerConfigKey, String connectionId) implements Attributed {}

    /** Everything else, whatever it is: a bare forward, a newer type, not even JSON. Keep it. */
    record Unknown() implements Webhook {}
}
