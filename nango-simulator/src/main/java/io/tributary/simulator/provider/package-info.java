/**
 * A provider to pull from: a small CRM with contacts in pages, on a port of its own, answering as a
 * third party would, faults included.
 */
@NullMarked
package io.tributary.simulator.provider;

import org.jspecify.annotations.NullMarked;
