package io.tributary.worker.definition;

/** A member of a definition breaks a rule; the message begins with its name. */
final class BadMember extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String member;
    private final String rule;

    /**
     * @param member as in configuration, from where the exception is thrown
     * @param rule what it must be, and what it is
     */
    BadMember(String member, String rule) {
        super(member + " " + rule);
        this.member = member;
        this.rule = rule;
    }

    String member() {
        return member;
    }

    String rule() {
        return rule;
    }
}
