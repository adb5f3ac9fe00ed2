package io.tributary.store.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read the metrics on the management port.
 *
 * @param open whether everybody who reaches that port may; otherwise it takes a token with the
 *     scope tributary.read or tributary.operate, as the API does
 */
@ConfigurationProperties("tributary.metrics")
record MetricsSettings(@DefaultValue("false") boolean open) {}
