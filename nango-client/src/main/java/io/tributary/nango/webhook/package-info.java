/**
 * What Nango posts: whether a delivery is authentic, and what kind it is. "Verified" is a type that
 * only the verifier makes, and the look at the kind takes nothing else. A valid signature proves
 * that the bytes came through Nango, not that Nango wrote them: an unattributed forward is signed
 * too, whoever its author.
 */
@NullMarked
package io.tributary.nango.webhook;

import org.jspecify.annotations.NullMarked;
