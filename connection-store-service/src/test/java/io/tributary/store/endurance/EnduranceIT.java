package io.tributary.store.endurance;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/**
 * What starts a dozen processes each, one after the other in one JVM, while another JVM runs the
 * rest: two of them at a time would be more than two cores can carry, and one that waits for its
 * turn would hold up all behind it.
 */
@Suite
@SelectClasses({KillIT.class, OutageIT.class, DoubleIT.class})
class EnduranceIT {}
