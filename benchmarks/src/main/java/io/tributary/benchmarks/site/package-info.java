/** All of Tributary as processes of their own, with a broker, a database and a stand-in Nango. */
@NullMarked
package io.tributary.benchmarks.site;

import org.jspecify.annotations.NullMarked;
