package io.tributary.store.walk;

/**
 * What a walk has come to so far.
 *
 * @param pages read
 * @param listed rows on them
 * @param found connections that nothing was known of
 * @param differing listed otherwise than known
 * @param missing known and not listed
 * @param asked singly
 * @param appended observations
 */
record Tally(
        int pages,
        long listed,
        long found,
        long differing,
        long missing,
        long asked,
        long appended) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0);

    Tally page(long rows, long foundOnIt, long differingOnIt) {
        return new Tally(
                pages + 1,
                listed + rows,
                found + foundOnIt,
                differing + differingOnIt,
                missing,
                asked,
                appended + foundOnIt);
    }

    Tally missed(long known, long unconfirmed) {
        return new Tally(
                pages, listed, found, differing, missing + known, asked, appended + unconfirmed);
    }

    Tally answered(boolean isAppended) {
        return new Tally(
                pages,
                listed,
                found,
                differing,
                missing,
                asked + 1,
                appended + (isAppended ? 1 : 0));
    }
}
