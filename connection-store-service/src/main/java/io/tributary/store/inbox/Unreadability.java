package io.tributary.store.inbox;

/** Carries a reason from where it is found to where the reading is made. */
final class Unreadability extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    Unreadability(String code, String detail) {
        super(detail, null, false, false);
        this.reason = new Reason(code, detail);
    }

    Reason reason() {
        return reason;
    }
}
