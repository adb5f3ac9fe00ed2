package io.tributary.worker.definition;

import io.tributary.nango.api.ConnectionSettings;
import io.tributary.worker.connection.KnownConnection;

import org.jspecify.annotations.Nullable;

/**
 * What placeholders are filled from.
 *
 * @param settings what Nango holds of the connection; null if nobody asked, because no placeholder
 *     needs it
 */
public record ConnectionFacts(KnownConnection connection, @Nullable ConnectionSettings settings) {}
