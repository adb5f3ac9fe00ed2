package io.tributary.store.live;

import io.tributary.events.ConnectionChange;

/** Is told of changes; both on the reader's thread, and must not block it. */
public interface Listener {

    /** Each change, those of a connection in order. */
    void on(ConnectionChange change);

    /** No more comes; some may be missed from here on. */
    void ended();
}
