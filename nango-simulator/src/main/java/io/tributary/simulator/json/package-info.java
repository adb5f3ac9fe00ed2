/**
 * JSON as a JavaScript server reads and writes it: numbers are doubles, members are sorted, lone
 * surrogates are escaped. Webhook bodies are these bytes, and the signature is over them.
 */
@NullMarked
package io.tributary.simulator.json;

import org.jspecify.annotations.NullMarked;
