/** The services under measurement, as processes of their own from their packaged jars. */
@NullMarked
package io.tributary.benchmarks.service;

import org.jspecify.annotations.NullMarked;
