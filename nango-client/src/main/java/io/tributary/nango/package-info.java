/**
 * What Nango says and answers, for any Java program: no official Java SDK exists. This package owns
 * the grammar of Nango's identifiers, {@code webhook} what it posts, {@code api} what it answers.
 * Plain JDK and Jackson; no framework.
 */
@NullMarked
package io.tributary.nango;

import org.jspecify.annotations.NullMarked;
