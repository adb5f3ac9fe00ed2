/**
 * How the contract meets Kafka: CloudEvents in binary mode on records, the connection's partition,
 * and the declared topics created or verified. Kafka's client and the contract; nothing of any
 * service.
 */
@NullMarked
package io.tributary.kafka;

import org.jspecify.annotations.NullMarked;
