package io.tributary.store.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page.
 *
 * @param next the cursor of the page after it, none on the last
 */
record PageView(List<ConnectionView> connections, @Nullable String next) {}
