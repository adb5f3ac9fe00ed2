package io.tributary.store.walk;

import io.tributary.events.ConnectionKey;
import io.tributary.store.ledger.Census.Member;
import io.tributary.store.question.Beginning;
import io.tributary.store.question.FirstPage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** What a complete walk did not find, gathered member by member, and what may be made of it. */
final class Shortfall {

    private static final long ALWAYS_ALLOWED = 100;
    private static final long SHARE = 10;

    private final Beginning beginning;
    private final Set<UUID> listed;
    private final Set<Long> released;
    private final ToIntFunction<ConnectionKey> partition;
    private final List<ConnectionKey> missing = new ArrayList<>();
    private final List<ConnectionKey> unconfirmed = new ArrayList<>();
    private long live;
    private long liveListed;
    private long unseen;

    /**
     * @param beginning of the walk
     * @param listed ids of all connections on the list
     * @param released the walks whose absences an operator has accepted
     */
    Shortfall(
            Beginning beginning,
            Set<UUID> listed,
            Set<Long> released,
            ToIntFunction<ConnectionKey> partition) {
        this.beginning = beginning;
        this.listed = listed;
        this.released = released;
        this.partition = partition;
    }

    void add(Member member) {
        boolean found = listed.contains(member.key().id());
        live += member.live() ? 1 : 0;
        liveListed += member.live() && found ? 1 : 0;
        // What was authorised after the walk began may rightly be missing from it.
        if (found || member.up() >= beginning.basis(partition.applyAsInt(member.key()))) {
            return;
        }
        if (!member.live()) {
            if (!isFresh(member)) {
                unconfirmed.add(member.key());
            }
            return;
        }
        missing.add(member.key());
        Long miss = member.miss();
        unseen += miss != null && released.contains(miss) ? 0 : 1;
    }

    /** Claimed so shortly before the walk began that the replica may not have known it. */
    private boolean isFresh(Member member) {
        Instant claimed = member.claimed();
        return claimed != null && !claimed.isBefore(beginning.at().minus(FirstPage.REPLICA_LAG));
    }

    /** A list without a single known connection is more likely wrong than empty. */
    boolean counts() {
        return live == 0 || liveListed > 0;
    }

    /** Whether so many are missing, not yet accepted by an operator, that one must look. */
    boolean needsOperator() {
        return unseen > allowed();
    }

    long allowed() {
        return Math.max(ALWAYS_ALLOWED, live / SHARE);
    }

    long live() {
        return live;
    }

    /** Known ones, to be asked singly. */
    List<ConnectionKey> missing() {
        return missing;
    }

    /** Claimed ones that nobody confirmed: Nango does not have them. */
    List<ConnectionKey> unconfirmed() {
        return unconfirmed;
    }
}
