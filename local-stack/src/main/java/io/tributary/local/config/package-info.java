/** Where everything is, which keys it uses, and the files that tell each process so. */
@NullMarked
package io.tributary.local.config;

import org.jspecify.annotations.NullMarked;
