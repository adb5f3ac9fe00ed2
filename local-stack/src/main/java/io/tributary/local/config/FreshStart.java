package io.tributary.local.config;

import io.tributary.backing.embedded.Trees;

import java.io.IOException;
import java.nio.file.Path;

/** Empties the data folder of everything that is ours, and of nothing else. */
public final class FreshStart {
    private FreshStart() {}

    /** Must be called with the run lock held; the lock itself stays. */
    public static void empty(Layout layout) throws IOException {
        Path run = layout.lock().getParent();
        for (Path path : layout.contents()) {
            if (!path.equals(run)) {
                Trees.delete(path);
            }
        }
        layout.create();
    }
}
