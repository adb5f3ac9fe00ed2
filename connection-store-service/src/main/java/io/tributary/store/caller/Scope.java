package io.tributary.store.caller;

import java.util.Arrays;
import java.util.Optional;

/** What a token may allow. */
public enum Scope {
    /** An end user of the product: to connect, and to see and disconnect what is their own. */
    CONNECT("tributary.connect"),
    /** A product's backend: to connect and disconnect for any end user, whom it names. */
    CONNECT_ANY("tributary.connect.any"),
    /** To read all connections, whoever owns them. */
    READ("tributary.read"),
    /** What operators do; includes reading. */
    OPERATE("tributary.operate");

    private static final String AUTHORITY = "SCOPE_";

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** As it stands in a token. */
    public String text() {
        return text;
    }

    /** As Spring Security names it. */
    public String authority() {
        return AUTHORITY + text;
    }

    public static Optional<Scope> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    static Optional<Scope> ofAuthority(String authority) {
        return authority.startsWith(AUTHORITY)
                ? of(authority.substring(AUTHORITY.length()))
                : Optional.empty();
    }
}
