package io.tributary.worker.pull;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page could not be put aside on this worker's disk, which is no fault of the provider's. */
final class SpoolTrouble {

    private static final Logger LOGGER = LoggerFactory.getLogger(SpoolTrouble.class);

    private SpoolTrouble() {}

    static PullFailed of(@Nullable Throwable cause) {
        LOGGER.atWarn().setCause(cause).log("a page could not be kept on disk");
        return new PullFailed(
                new Trouble.NotConfigured(
                        "page_not_kept",
                        "This worker cannot keep a page on its disk while it is read, the log says"
                            + " why: make room for it, or set tributary.worker.pull.spool-directory"
                            + " to where there is some."));
    }
}
