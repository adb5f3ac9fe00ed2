/**
 * What holds for every call of the services' HTTP APIs, whatever it is about: {@code problem} how
 * one is refused, {@code parameter} what it may bring, {@code token} who is let pass, {@code
 * description} what {@code /v3/api-docs} says of all. What a connection or a run is, a service
 * knows; who needs that to answer does not belong here.
 */
@NullMarked
package io.tributary.http;

import org.jspecify.annotations.NullMarked;
