/** What is known of connections, over HTTP, for whoever brings a bearer token. */
@NullMarked
package io.tributary.store.api;

import org.jspecify.annotations.NullMarked;
