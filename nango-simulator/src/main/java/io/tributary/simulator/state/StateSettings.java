package io.tributary.simulator.state;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;

import java.nio.file.Path;

/**
 * Where the state is kept: {@code simulator.state-file}.
 *
 * @param file a JSON file, made when it is not there; absent keeps everything in memory only
 */
@ConfigurationProperties("simulator")
public record StateSettings(@Name("state-file") @Nullable Path file) {}
