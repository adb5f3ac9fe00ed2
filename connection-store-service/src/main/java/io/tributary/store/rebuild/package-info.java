/**
 * The command {@code rebuild}: derives the tables anew from the log into a schema of their own,
 * compares them with the live ones, and puts them in their place only when told to. It publishes
 * nothing.
 */
@NullMarked
package io.tributary.store.rebuild;

import org.jspecify.annotations.NullMarked;
