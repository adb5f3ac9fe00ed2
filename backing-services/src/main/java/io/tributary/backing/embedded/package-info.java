/** Kafka and PostgreSQL from Maven artifacts, each as a process of its own on this machine. */
@NullMarked
package io.tributary.backing.embedded;

import org.jspecify.annotations.NullMarked;
