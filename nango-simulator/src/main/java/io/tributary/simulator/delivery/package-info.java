/**
 * A webhook on its way: signed, posted up to three times to each address, silenced by the circuit
 * of that address, and spoilt on request (dropped, delayed, doubled).
 */
@NullMarked
package io.tributary.simulator.delivery;

import org.jspecify.annotations.NullMarked;
