/**
 * Providers that do everything wrong that a provider can, at random, and what a pull makes of it.
 */
package io.tributary.worker.faults;
