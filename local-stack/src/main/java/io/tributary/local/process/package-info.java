/** The parts of the stack as processes: started, waited for, brought back, ended in order. */
@NullMarked
package io.tributary.local.process;

import org.jspecify.annotations.NullMarked;
