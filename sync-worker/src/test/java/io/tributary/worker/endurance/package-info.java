/**
 * Workers as processes of their own, killed and frozen in the middle of their pulls, and what a
 * provider and the topics saw of it.
 */
package io.tributary.worker.endurance;
