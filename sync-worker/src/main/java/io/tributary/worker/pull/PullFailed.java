package io.tributary.worker.pull;

/** A pull cannot go on now; nothing is lost, its checkpoint stands. */
public final class PullFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    // Never serialised: it lives from the throw to the sorting.
    private final transient Trouble trouble;

    public PullFailed(Trouble trouble) {
        super(trouble.toString());
        this.trouble = trouble;
    }

    static PullFailed unfit(String code, String sentence) {
        return new PullFailed(new Trouble.Unfit(code, sentence));
    }

    public Trouble trouble() {
        return trouble;
    }
}
