/**
 * A program as a child process in a session of its own: started, stopped in order, killed, frozen
 * and thawed, with its output in a file and, when asked, never outliving the JVM that started it.
 */
@NullMarked
package io.tributary.backing.process;

import org.jspecify.annotations.NullMarked;
